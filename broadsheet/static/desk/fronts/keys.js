// The board by keyboard: Space takes a card or a container up, the arrows carry it, Space puts it
// down, Escape puts it back. Nothing is sent before it is put down.
import { announce, words } from "./dom.js";
import { boxName, headline, placeOf, placeOfBox } from "./naming.js";
import { ahead, boxNamed, cardOf } from "./steps.js";

const BY = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

export class Keys {
  #carried = null;

  constructor(store, board, acts) {
    this.store = store;
    this.board = board;
    this.acts = acts;
    board.root.addEventListener("keydown", (event) => this.#pressed(event));
    board.root.addEventListener("focusout", (event) => this.#left(event));
    document.addEventListener("keydown", (event) => this.#anywhere(event));
    // What somebody else did meanwhile may have drawn the carried thing anew.
    store.addEventListener("change", () => this.#carried && this.#mark(true));
  }

  #anywhere(event) {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.key !== "z") return;
    event.preventDefault();
    announce(words(this.store.undo() ? "undone" : "nothing to undo"));
  }

  #pressed(event) {
    const thing = event.target.closest("[data-card], [data-box]");
    if (!thing || !this.store.mayEdit) return;
    const id = thing.dataset.card ?? thing.dataset.box;
    const onGrip = event.target.hasAttribute("data-grip");
    const done = this.#carried
      ? this.#carry(event)
      : (onGrip && this.#onGrip(event, id)) || (thing.dataset.card && this.#onCard(event, id));
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #onGrip(event, id) {
    if (event.key === " " || event.key === "Enter") return this.#takeUp(id, event.target);
    if (event.key in BY && !event.altKey) return this.#next(event.target, BY[event.key]);
    return false;
  }

  #onCard({ key, altKey, target }, id) {
    if (altKey && (key === "ArrowUp" || key === "ArrowDown")) this.acts.step(id, BY[key]);
    else if (!target.closest("[data-grip]")) return false;
    else if (key === "Delete" || key === "Backspace") this.acts.remove(id);
    else if (key === "p") this.acts.pin(id);
    else if (key === "e") this.acts.edit(id);
    else return false;
    return true;
  }

  #next(grip, by) {
    const every = [...this.board.root.querySelectorAll("[data-grip]")];
    every[every.indexOf(grip) + by]?.focus();
    return true;
  }

  get #isBox() {
    return Boolean(boxNamed(this.store.document, this.#carried));
  }

  #takeUp(id, grip) {
    const { document } = this.store;
    const box = boxNamed(document, id);
    const title = box ? boxName(this.store, box) : headline(this.store, cardOf(document, id));
    this.#carried = id;
    this.last = null;
    grip.setAttribute("aria-pressed", "true");
    this.board.element(id).classList.add("is-carried");
    announce(words("taken up", { title, place: this.#place() }));
    return true;
  }

  #place() {
    const placed = this.#isBox ? placeOfBox : placeOf;
    return placed(this.store, this.#carried);
  }

  #carry({ key }) {
    if (key === " " || key === "Enter") return this.#putDown();
    if (key === "Escape") return this.#putBack();
    if (key === "Tab") return !this.#putDown();
    const step = this.#isBox ? this.#boxStep(key) : this.#cardStep(key);
    if (step === undefined) return false;
    if (step) this.#try(step);
    else announce(words(BY[key] < 0 ? "is first" : "is last"));
    return true;
  }

  #cardStep(key) {
    const id = this.#carried;
    if (key in BY) return this.acts.stepOf(id, BY[key]);
    if (key === "PageUp") return this.acts.toNeighbour(id, -1, true);
    if (key === "PageDown") return this.acts.toNeighbour(id, 1, true);
    return undefined;
  }

  #boxStep(key) {
    if (!(key in BY)) return undefined;
    const boxes = this.store.document.containers;
    const to = boxes.findIndex((one) => one.id === this.#carried) + BY[key];
    if (to < 0 || to >= boxes.length) return null;
    const after = BY[key] > 0 ? boxes[to].id : ahead(boxes, boxes[to].id);
    return { op: "move_container", id: this.#carried, after };
  }

  #try(step) {
    this.last = step;
    this.moving = true;
    this.store.attempt([step]);
    this.moving = false;
    announce(this.#place());
  }

  #mark(carried) {
    const element = this.board.element(this.#carried);
    element?.classList.toggle("is-carried", carried);
    element?.querySelector("[data-grip]")?.setAttribute("aria-pressed", String(carried));
  }

  #putDown() {
    this.#mark(false);
    const place = this.#place();
    const step = this.last;
    const id = this.#carried;
    this.#carried = null;
    if (step) this.store.do([step]);
    this.board.focus(id);
    announce(words("put down", { place }));
    return true;
  }

  #putBack() {
    const id = this.#carried;
    this.#mark(false);
    this.#carried = null;
    this.store.attempt([]);
    this.board.focus(id);
    announce(words("put back"));
    return true;
  }

  // Whoever goes elsewhere with the mouse has put it down where it is.
  #left({ relatedTarget }) {
    if (!this.#carried || this.moving || !relatedTarget) return;
    if (!this.board.element(this.#carried)?.contains(relatedTarget)) this.#putDown();
  }
}
