// What things on the board are called, for the eye and for the ear.
import { words } from "./dom.js";
import { boxOf } from "./steps.js";

export function headline(store, card) {
  const story = store.said.stories[card.story];
  return card.headline || story?.title || words("unknown story");
}

export function boxName(store, box) {
  const layout = store.said.layouts.find((one) => one.name === box.layout);
  return box.title || store.said.sections[box.section] || layout?.label || box.layout;
}

// Where a card stands: "Lead, 2 of 4".
export function placeOf(store, id) {
  const box = boxOf(store.document, id);
  if (!box) return "";
  const at = box.cards.findIndex((one) => one.id === id) + 1;
  return words("place", { box: boxName(store, box), at, of: box.cards.length });
}

export function placeOfBox(store, id) {
  const boxes = store.document.containers;
  const at = boxes.findIndex((one) => one.id === id) + 1;
  return words("place of container", { at, of: boxes.length });
}
