// What the buttons on the board do, each in a step and said in words.
import { announce, words } from "./dom.js";
import { boxName, headline, placeOf, placeOfBox } from "./naming.js";
import { ahead, boxNamed, boxOf, cardOf, newId } from "./steps.js";

export class Acts {
  constructor(store, board, { edit, palette }) {
    this.store = store;
    this.board = board;
    this.edit = edit;
    this.palette = palette;
    board.root.addEventListener("click", (event) => this.#clicked(event));
  }

  #clicked({ target }) {
    const name = target.closest("[data-act]")?.dataset.act;
    const fill = target.closest("[data-fill]");
    const card = target.closest("[data-card]");
    const box = target.closest("[data-box]");
    if (fill && name === "take") this.takeFill(box.dataset.box, Number(fill.dataset.fill));
    else if (card && name) this.card(name, card.dataset.card);
    else if (card && !target.closest("[data-grip]")) this.edit(card.dataset.card);
    else if (box && name) this.box(name, box.dataset.box);
  }

  card(name, id) {
    if (!cardOf(this.store.document, id)) return;
    if (name === "up") this.step(id, -1);
    else if (name === "down") this.step(id, 1);
    else if (name === "to") this.edit(id, "to");
    else if (name === "edit") this.edit(id);
    else if (name === "pin") this.pin(id);
    else if (name === "remove") this.remove(id);
  }

  box(name, id) {
    if (name === "up") this.stepBox(id, -1);
    else if (name === "down") this.stepBox(id, 1);
    else if (name === "add") this.palette(id);
    else if (name === "edit") this.edit(id);
    else if (name === "remove") this.removeBox(id);
  }

  // One place on, over the edge of a container into the next; the step that does it, or null.
  stepOf(id, by) {
    const { document } = this.store;
    const box = boxOf(document, id);
    if (!box) return null;
    const at = box.cards.findIndex((one) => one.id === id);
    const to = at + by;
    if (to >= 0 && to < box.cards.length) {
      const after = by > 0 ? box.cards[to].id : (box.cards[to - 1]?.id ?? null);
      return { op: "move_card", id, to: box.id, after };
    }
    return this.toNeighbour(id, by, by > 0);
  }

  // Into the container before or behind, as its first or its last card.
  toNeighbour(id, by, first) {
    const { document } = this.store;
    const boxes = document.containers;
    const at = boxes.findIndex((one) => one.id === boxOf(document, id)?.id);
    const goal = boxes[at + by];
    if (!goal) return null;
    return {
      op: "move_card",
      id,
      to: goal.id,
      after: first ? null : (goal.cards.at(-1)?.id ?? null),
    };
  }

  step(id, by) {
    const step = this.stepOf(id, by);
    if (!step) return announce(words(by < 0 ? "is first" : "is last"));
    this.store.do([step]);
    return this.moved(id);
  }

  moved(id) {
    const card = cardOf(this.store.document, id);
    if (!card) return;
    const title = headline(this.store, card);
    announce(words("moved", { title, place: placeOf(this.store, id) }));
  }

  moveTo(id, to, first) {
    const goal = boxNamed(this.store.document, to);
    if (!goal) return;
    const others = goal.cards.filter((one) => one.id !== id);
    this.store.do([{ op: "move_card", id, to, after: first ? null : (others.at(-1)?.id ?? null) }]);
    this.moved(id);
  }

  pin(id) {
    const card = cardOf(this.store.document, id);
    this.store.do([{ op: "set_card", id, pinned: !card.pinned }]);
    const title = headline(this.store, card);
    announce(words(card.pinned ? "unpinned now" : "pinned now", { title }));
  }

  remove(id) {
    const box = boxOf(this.store.document, id);
    const at = box.cards.findIndex((one) => one.id === id);
    const next = box.cards[at + 1] ?? box.cards[at - 1];
    const title = headline(this.store, box.cards[at]);
    this.store.do([{ op: "remove_card", id }]);
    this.board.focus(next?.id ?? box.id);
    announce(words("removed", { title }));
  }

  add(story, container, { after = null, pinned = false } = {}) {
    const goal = boxNamed(this.store.document, container);
    if (!goal) return null;
    const id = newId();
    const step = { op: "add_card", container, id, story, after };
    this.store.do([pinned ? { ...step, pinned } : step]);
    const title = this.store.said.stories[story]?.title ?? "";
    announce(words("added", { title, box: boxName(this.store, goal) }));
    return id;
  }

  takeFill(container, story) {
    const after = boxNamed(this.store.document, container)?.cards.at(-1)?.id ?? null;
    const id = this.add(story, container, { after, pinned: true });
    if (id) this.board.focus(id);
  }

  stepBox(id, by) {
    const boxes = this.store.document.containers;
    const to = boxes.findIndex((one) => one.id === id) + by;
    if (to < 0 || to >= boxes.length) return announce(words(by < 0 ? "is first" : "is last"));
    const after = by > 0 ? boxes[to].id : ahead(boxes, boxes[to].id);
    this.store.do([{ op: "move_container", id, after }]);
    return this.movedBox(id);
  }

  movedBox(id) {
    const box = boxNamed(this.store.document, id);
    if (!box) return;
    const title = boxName(this.store, box);
    announce(words("moved", { title, place: placeOfBox(this.store, id) }));
  }

  removeBox(id) {
    const boxes = this.store.document.containers;
    const at = boxes.findIndex((one) => one.id === id);
    const title = boxName(this.store, boxes[at]);
    const next = boxes[at + 1] ?? boxes[at - 1];
    this.store.do([{ op: "remove_container", id }]);
    if (next) this.board.focus(next.id);
    announce(words("removed", { title }));
  }

  addBox(layout) {
    const id = newId();
    const after = this.store.document.containers.at(-1)?.id ?? null;
    this.store.do([{ op: "add_container", id, layout, after }]);
    this.board.focus(id);
    this.edit(id);
  }
}
