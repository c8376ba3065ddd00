// The board: containers with their cards, drawn from the document. What did not change is not
// touched, and the focus stays on the thing that it was on, wherever that thing went.
import { drawCard, drawFill, grip, looks } from "./card.js";
import { button, icon, make, words } from "./dom.js";
import { boxName } from "./naming.js";

const BOX_ACTS = [
  ["add", "plus"],
  ["up", "arrow-up"],
  ["down", "arrow-down"],
  ["edit", "edit"],
  ["remove", "bin"],
];

export class Board {
  constructor(store, root, jumps) {
    this.store = store;
    this.root = root;
    this.jumps = jumps;
    this.drawn = new WeakMap();
    store.addEventListener("change", () => this.draw());
  }

  draw() {
    const back = this.#focused();
    const { containers } = this.store.document;
    const cards = this.#byId("card");
    arrange(this.root, containers, this.#byId("box"), (box) => this.#newBox(box));
    for (const box of containers) this.#drawBox(box, cards);
    for (const left of cards.values()) if (!left.dataset.keep) left.remove();
    for (const card of this.root.querySelectorAll("[data-keep]")) delete card.dataset.keep;
    this.root.classList.toggle("is-empty", containers.length === 0);
    this.#drawJumps(containers);
    this.#refocus(back);
  }

  element(id) {
    return this.root.querySelector(`[data-card="${id}"], [data-box="${id}"]`);
  }

  focus(id, act = "") {
    const wanted = act ? `[data-act="${act}"]` : "[data-grip]";
    const found = this.element(id);
    (found?.querySelector(wanted) ?? found?.querySelector("button"))?.focus();
    found?.scrollIntoView({ block: "nearest" });
  }

  #byId(kind) {
    const found = [...this.root.querySelectorAll(`[data-${kind}]`)];
    return new Map(found.map((one) => [one.dataset[kind], one]));
  }

  #newBox(box) {
    return make(
      "section",
      { class: "fronts-box", "data-box": box.id, id: `box-${box.id}`, tabindex: "-1" },
      make("header", { class: "fronts-box__head" }),
      make("ol", { class: "fronts-cards" }),
    );
  }

  #drawBox(box, cards) {
    const element = this.element(box.id);
    const placed = this.store.said.placed[box.id];
    // A card that readers do not see leaves its place free.
    const seen = (card) => !placed?.known.includes(card.id) || placed.cards.includes(card.id);
    const room = Math.max(0, box.shows - box.cards.filter(seen).length);
    const fill = (placed?.fill ?? []).slice(0, room);
    this.#drawHead(box, element);
    const list = element.querySelector("ol");
    list.setAttribute("aria-label", boxName(this.store, box));
    const made = arrange(list, box.cards, cards, (card) => make("li", { "data-card": card.id }));
    for (const [card, shown] of made) {
      shown.dataset.keep = "1";
      const now = looks(this.store, card, box);
      if (this.drawn.get(shown) === now) continue;
      drawCard(this.store, card, box, shown);
      this.drawn.set(shown, now);
    }
    this.#drawFill(list, fill, box);
  }

  #drawFill(list, fill, box) {
    const now = JSON.stringify([fill, fill.map((pk) => this.store.said.stories[pk]), box.shows]);
    const there = [...list.querySelectorAll("[data-fill], .fronts-free")];
    if (this.drawn.get(list) === now && there.at(-1) === list.lastElementChild) return;
    for (const one of there) one.remove();
    list.append(...fill.map((pk) => drawFill(this.store, pk)));
    if (!list.children.length) {
      list.append(make("li", { class: "fronts-free" }, words("free place")));
    }
    this.drawn.set(list, now);
  }

  #drawHead(box, element) {
    const name = boxName(this.store, box);
    const layout = this.store.said.layouts.find((one) => one.name === box.layout);
    const now = JSON.stringify([name, box.layout, box.shows, box.backfill, this.store.mayEdit]);
    const head = element.querySelector("header");
    if (this.drawn.get(head) === now) return;
    this.drawn.set(head, now);
    element.setAttribute("aria-label", name);
    const filled = box.backfill
      ? words("filled from", { from: this.#from(box.backfill) })
      : words("by hand");
    const told = words("container told", {
      layout: layout?.label ?? box.layout,
      shows: box.shows,
      filled,
    });
    const acts = BOX_ACTS.map(([act, drawn]) =>
      button(
        words(`${act}: container`, { title: name }),
        { class: "fronts-act", "data-act": act },
        icon(drawn),
      ),
    );
    head.replaceChildren(
      ...(this.store.mayEdit ? [grip(words("carry: container", { title: name }))] : []),
      make("h2", {}, name),
      make("p", { class: "fronts-box__told" }, told),
      ...(this.store.mayEdit ? [make("div", { class: "fronts-acts is-open" }, ...acts)] : []),
    );
  }

  #from(backfill) {
    const kind = this.store.said.sources.find((one) => one.name === backfill.from);
    return kind?.label ?? backfill.from;
  }

  #drawJumps(containers) {
    const links = containers.map((box) => {
      const label = boxName(this.store, box);
      return make("li", {}, make("a", { href: `#box-${box.id}` }, label));
    });
    const now = links.map((link) => link.textContent).join("\n") + containers.map(({ id }) => id);
    if (this.drawn.get(this.jumps) === now) return;
    this.drawn.set(this.jumps, now);
    this.jumps.replaceChildren(...links);
  }

  #focused() {
    const now = document.activeElement;
    const thing = now?.closest?.("[data-card], [data-box]");
    if (!thing || !this.root.contains(thing)) return null;
    return { id: thing.dataset.card ?? thing.dataset.box, act: now.dataset.act ?? "" };
  }

  #refocus(back) {
    if (!back || !this.element(back.id)) return;
    const here = document.activeElement?.closest?.("[data-card], [data-box]");
    if ((here?.dataset.card ?? here?.dataset.box) !== back.id) this.focus(back.id, back.act);
  }
}

// Puts the elements of these things into a list in their order, and makes those that are not there.
function arrange(list, things, there, create) {
  const kind = (element) => element.dataset.card ?? element.dataset.box;
  const made = [];
  let before = null;
  for (const thing of things) {
    const element = there.get(thing.id) ?? create(thing);
    const next = before ? before.nextElementSibling : list.firstElementChild;
    if (next !== element) list.insertBefore(element, next);
    before = element;
    made.push([thing, element]);
  }
  const wanted = new Set(things.map(({ id }) => id));
  for (const element of [...list.children]) {
    const id = kind(element);
    if (id && !wanted.has(id) && !there.has(id)) element.remove();
    else if (id && !wanted.has(id) && element.dataset.box) element.remove();
  }
  return made;
}
