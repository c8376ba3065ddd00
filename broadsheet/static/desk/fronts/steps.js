// The operations on a front, as the server applies them: a change is seen at once, and what two
// people do at the same time meets in the same document on both screens. By ids, never by places.

const EMPTY_CARD = {
  headline: "",
  kicker: "",
  picture: null,
  size: "normal",
  pinned: false,
  until: null,
};
const EMPTY_BOX = { title: "", link: "", section: null, shows: 4, cards: [], backfill: null };

export class Impossible extends Error {}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function boxOf(document, card) {
  return document.containers.find((box) => box.cards.some((one) => one.id === card));
}

export function cardOf(document, card) {
  return boxOf(document, card)?.cards.find((one) => one.id === card);
}

export function boxNamed(document, id) {
  return document.containers.find((box) => box.id === id);
}

// What stands ahead of a thing in its list; null where it is the first.
export function ahead(list, id) {
  const at = list.findIndex((one) => one.id === id);
  return at > 0 ? list[at - 1].id : null;
}

function put(list, thing, after) {
  const at = list.findIndex((one) => one.id === after);
  if (after === null || after === undefined) list.unshift(thing);
  else if (at < 0) list.push(thing);
  else list.splice(at + 1, 0, thing);
}

function take(list, id) {
  const at = list.findIndex((one) => one.id === id);
  if (at < 0) throw new Impossible(id);
  return list.splice(at, 1)[0];
}

function need(found, id) {
  if (!found) throw new Impossible(id);
  return found;
}

// What a step says of a thing, beside what it is and where it goes.
function fieldsOf(step) {
  const { op, id, token, after, container, story, ...fields } = step;
  return fields;
}

const OPERATIONS = {
  add_container(document, step) {
    if (boxNamed(document, step.id)) return;
    const made = { ...structuredClone(EMPTY_BOX), id: step.id, ...fieldsOf(step) };
    put(document.containers, made, step.after);
  },
  move_container(document, { id, after }) {
    put(document.containers, take(document.containers, id), after);
  },
  set_container(document, step) {
    Object.assign(need(boxNamed(document, step.id), step.id), fieldsOf(step));
  },
  remove_container(document, { id }) {
    take(document.containers, id);
  },
  add_card(document, step) {
    const { id, container, story, after } = step;
    if (boxOf(document, id)) return;
    const { cards } = need(boxNamed(document, container), container);
    put(cards, { id, story, ...EMPTY_CARD, ...fieldsOf(step) }, after);
  },
  move_card(document, { id, to, after }) {
    const from = need(boxOf(document, id), id);
    const goal = need(boxNamed(document, to), to);
    put(goal.cards, take(from.cards, id), after);
  },
  set_card(document, step) {
    Object.assign(need(cardOf(document, step.id), step.id), fieldsOf(step));
  },
  remove_card(document, { id }) {
    take(need(boxOf(document, id), id).cards, id);
  },
};

// The document after a step; raises Impossible where what it speaks of is gone.
export function applied(document, step) {
  const next = structuredClone(document);
  OPERATIONS[step.op](next, step);
  return next;
}

// All steps that can still be done; what cannot is left out, as the server will say in words.
export function appliedAll(document, steps) {
  let now = document;
  for (const step of steps) {
    try {
      now = applied(now, step);
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
    }
  }
  return now;
}

function cardAgain(card, container, after) {
  return { op: "add_card", container, after, ...card };
}

function boxAgain({ cards, ...box }, after) {
  const again = cards.map((card, at) => cardAgain(card, box.id, at ? cards[at - 1].id : null));
  return [{ op: "add_container", after, ...box }, ...again];
}

const wasOf = (thing, step) =>
  Object.fromEntries(Object.keys(fieldsOf(step)).map((name) => [name, thing[name]]));

const INVERSES = {
  add_container: (_document, { id }) => [{ op: "remove_container", id }],
  move_container: (document, { id }) => [
    { op: "move_container", id, after: ahead(document.containers, id) },
  ],
  set_container: (document, step) => [
    { op: "set_container", id: step.id, ...wasOf(boxNamed(document, step.id), step) },
  ],
  remove_container: (document, { id }) =>
    boxAgain(boxNamed(document, id), ahead(document.containers, id)),
  add_card: (_document, { id }) => [{ op: "remove_card", id }],
  move_card(document, { id }) {
    const box = boxOf(document, id);
    return [{ op: "move_card", id, to: box.id, after: ahead(box.cards, id) }];
  },
  set_card: (document, step) => [
    { op: "set_card", id: step.id, ...wasOf(cardOf(document, step.id), step) },
  ],
  remove_card(document, { id }) {
    const box = boxOf(document, id);
    const card = box.cards.find((one) => one.id === id);
    return [cardAgain(card, box.id, ahead(box.cards, id))];
  },
};

// The steps that take these back, for a document on which they were not yet done.
export function inverse(document, steps) {
  const back = [];
  let now = document;
  for (const step of steps) {
    back.unshift(...INVERSES[step.op](now, step));
    now = applied(now, step);
  }
  return back;
}
