// The board by mouse, pen and finger. A card can be taken anywhere by mouse; a finger takes it by
// its handle, so that the page still scrolls under the finger elsewhere.
import { announce, make, words } from "./dom.js";
import { boxNamed } from "./steps.js";

const FAR = 6;
const EDGE = 70;
const FASTEST = 18;

export class Dragging {
  #held = null;
  #line = make("li", { class: "fronts-line", "aria-hidden": "true" });

  constructor(store, board, acts, drawer) {
    this.store = store;
    this.board = board;
    this.acts = acts;
    this.drawer = drawer;
    if (!store.mayEdit) return;
    document.addEventListener("pointerdown", (event) => this.#down(event));
    window.addEventListener("pointermove", (event) => this.#move(event), { passive: false });
    window.addEventListener("pointerup", (event) => this.#up(event));
    window.addEventListener("pointercancel", () => this.#end());
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#held?.ghost) this.#end();
    });
    // A click that ends a drag opens nothing.
    window.addEventListener("click", (event) => this.#swallow(event), { capture: true });
  }

  #down(event) {
    if (event.button !== 0 || this.#held) return;
    const { target } = event;
    const grip = target.closest("[data-grip]");
    const element = target.closest("[data-card], [data-fill], [data-offer], [data-box]");
    if (!element) return;
    if (!grip && (event.pointerType !== "mouse" || element.dataset.box)) return;
    if (!grip && target.closest("button, a, input, select, textarea")) return;
    this.#held = { element, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    if (event.pointerType === "mouse" && !grip) event.preventDefault();
  }

  #move(event) {
    const held = this.#held;
    if (!held || event.pointerId !== held.pointer) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR;
    if (!held.ghost && !far) return;
    event.preventDefault();
    if (!held.ghost) this.#begin(held);
    held.at = { x: event.clientX, y: event.clientY };
    held.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
    this.#aim();
  }

  #begin(held) {
    this.store.pause();
    held.isBox = Boolean(held.element.dataset.box);
    const title = held.element.querySelector("h2, h3")?.textContent ?? "";
    held.ghost = make("div", { class: "fronts-ghost", "aria-hidden": "true" }, title);
    document.body.append(held.ghost);
    document.body.classList.add("is-dragging");
    held.element.classList.add("is-carried");
    this.drawer.close();
    held.roll = setInterval(() => this.#roll(), 16);
  }

  #roll() {
    const { at } = this.#held;
    if (!at) return;
    const around = this.board.root.closest("[data-scrolls]");
    const own = around.scrollHeight > around.clientHeight + 1;
    const { top, bottom } = own ? around.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const over = at.y < top + EDGE ? at.y - top - EDGE : Math.max(0, at.y - bottom + EDGE);
    if (!over) return;
    const by = Math.max(-FASTEST, Math.min(FASTEST, over / 4));
    (own ? around : window).scrollBy(0, by);
    this.#aim();
  }

  #aim() {
    const held = this.#held;
    const under = document.elementFromPoint(held.at.x, held.at.y);
    const box = under?.closest("[data-box]");
    held.goal = null;
    this.#line.remove();
    if (box) held.isBox ? this.#aimBox(box) : this.#aimCard(box);
  }

  #aimCard(box) {
    const held = this.#held;
    const list = box.querySelector("ol");
    const cards = [...list.querySelectorAll("[data-card]")].filter((one) => one !== held.element);
    const next = cards.find((card) => isBefore(held.at, card));
    const place = next ?? list.querySelector("[data-fill], .fronts-free");
    list.insertBefore(this.#line, place ?? null);
    const last = next ? cards[cards.indexOf(next) - 1] : cards.at(-1);
    held.goal = { box: box.dataset.box, after: last?.dataset.card ?? null };
  }

  #aimBox(box) {
    const held = this.#held;
    const { top, height } = box.getBoundingClientRect();
    const under = held.at.y > top + height / 2;
    const others = [...this.board.root.children].filter(
      (one) => one.dataset.box && one !== held.element,
    );
    const at = others.indexOf(box);
    if (at < 0) return;
    this.board.root.insertBefore(this.#line, under ? box.nextElementSibling : box);
    const before = others[under ? at : at - 1];
    held.goal = { after: before?.dataset.box ?? null };
  }

  #up(event) {
    const held = this.#held;
    if (!held || event.pointerId !== held.pointer) return;
    const { goal, ghost } = held;
    this.#end();
    if (!ghost) return;
    this.swallowing = true;
    setTimeout(() => {
      this.swallowing = false;
    }, 50);
    if (goal) this.#drop(held, goal);
    else announce(words("put back"));
  }

  #swallow(event) {
    if (!this.swallowing) return;
    this.swallowing = false;
    event.stopPropagation();
    event.preventDefault();
  }

  #drop({ element, isBox }, goal) {
    const { card, box, fill, offer } = element.dataset;
    if (isBox) {
      this.store.do([{ op: "move_container", id: box, after: goal.after }]);
      this.acts.movedBox(box);
    } else if (card) {
      if (goal.after === card || !boxNamed(this.store.document, goal.box)) return;
      this.store.do([{ op: "move_card", id: card, to: goal.box, after: goal.after }]);
      this.acts.moved(card);
    } else {
      this.acts.add(Number(offer ?? fill), goal.box, { after: goal.after, pinned: Boolean(fill) });
    }
  }

  #end() {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    clearInterval(held.roll);
    held.ghost?.remove();
    this.#line.remove();
    held.element.classList.remove("is-carried");
    document.body.classList.remove("is-dragging");
    this.store.resume();
  }
}

// Whether a point comes before the middle of a card, in the order in which one reads.
function isBefore({ x, y }, card) {
  const { top, bottom, left, width } = card.getBoundingClientRect();
  if (y < top) return true;
  if (y > bottom) return false;
  const alone = card.parentElement.clientWidth < width * 1.6;
  if (alone) return y < (top + bottom) / 2;
  const rightToLeft = getComputedStyle(card).direction === "rtl";
  return rightToLeft ? x > left + width / 2 : x < left + width / 2;
}
