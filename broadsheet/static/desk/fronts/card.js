// One card on the board: a story as this front shows it, its state, and what can be done with it.
import { button, icon, make, words } from "./dom.js";
import { headline } from "./naming.js";
import { clockTime } from "./zone.js";

const ACTS = [
  ["up", "arrow-up"],
  ["down", "arrow-down"],
  ["to", "arrow-right"],
  ["pin", "thumbtack"],
  ["edit", "edit"],
  ["remove", "bin"],
];

// Everything that a card's looks hang on: a card is drawn anew only when this changes.
export function looks(store, card, box) {
  return JSON.stringify([
    card,
    store.said.stories[card.story],
    store.said.pictures[card.picture],
    shownAs(store, card, box),
    holders(store, card),
    store.mayEdit,
  ]);
}

// Why readers will not see a card where it stands, or nothing if they will.
function shownAs(store, card, box) {
  const story = store.said.stories[card.story];
  if (story && story.state !== "out") return "";
  const placed = store.said.placed[box.id];
  if (!placed || placed.cards.includes(card.id)) return "";
  const at = box.cards.findIndex((one) => one.id === card.id);
  if (at >= box.shows) return words("beyond", { shows: box.shows });
  return placed.known.includes(card.id) ? words("twice") : "";
}

function holders(store, card) {
  return store.said.here.filter((one) => !one.me && one.card === card.id).map((one) => one.name);
}

function times(store, card, story) {
  const { zone, language } = store.said;
  const told = [];
  if (story?.time) told.push(clockTime(story.time, zone, language));
  if (story?.section) told.push(story.section);
  if (card.pinned) told.push(words("pinned"));
  if (card.until) told.push(words("until", { until: clockTime(card.until, zone, language) }));
  return told;
}

function marks(store, card, box, story) {
  const told = [];
  if (story && story.state !== "out") told.push(story.words);
  if (!story) told.push(words("unknown story"));
  const not = shownAs(store, card, box);
  if (not) told.push(not);
  const held = holders(store, card);
  const shown = told.map((text) => make("span", { class: "fronts-mark" }, text));
  const who = words("held by", { who: held.join(", ") });
  return held.length ? [...shown, make("span", { class: "fronts-held" }, who)] : shown;
}

export function thumb(address) {
  return address
    ? make("img", { src: address, alt: "", width: 60, height: 40, draggable: "false" })
    : make("span", { class: "fronts-noimg", "aria-hidden": "true" });
}

function text(store, card, box, story) {
  const kicker = card.kicker || story?.kicker;
  const meta = times(store, card, story).join(" · ");
  return make(
    "div",
    { class: "fronts-card__text" },
    kicker ? make("p", { class: "fronts-card__kicker" }, kicker) : null,
    make(
      "h3",
      { lang: story?.language, class: `fronts-card__headline fronts-${card.size}` },
      headline(store, card),
    ),
    make(
      "p",
      { class: "fronts-card__meta" },
      meta ? `${meta} ` : "",
      ...marks(store, card, box, story),
    ),
  );
}

function act(name, drawn, card, title) {
  const pressed = name === "pin" ? { "aria-pressed": String(card.pinned) } : {};
  const label = words(`${name}: card`, { title });
  return button(label, { class: "fronts-act", "data-act": name, ...pressed }, icon(drawn));
}

export function grip(label) {
  return button(
    label,
    {
      class: "fronts-grip",
      "data-grip": "",
      "aria-pressed": "false",
      "aria-describedby": "fronts-how",
    },
    icon("grip"),
  );
}

export function drawCard(store, card, box, element) {
  const story = store.said.stories[card.story];
  const title = headline(store, card);
  const picture = store.said.pictures[card.picture]?.url ?? story?.picture;
  element.className = "fronts-card";
  element.classList.toggle("is-pinned", card.pinned);
  element.classList.toggle(
    "is-away",
    Boolean(shownAs(store, card, box)) || (story && story.state !== "out"),
  );
  element.classList.toggle("is-held", holders(store, card).length > 0);
  element.replaceChildren(
    ...(store.mayEdit ? [grip(words("carry: card", { title }))] : []),
    thumb(picture),
    text(store, card, box, story),
  );
  if (!store.mayEdit) return;
  const acts = ACTS.map(([name, drawn]) => act(name, drawn, card, title));
  element.append(make("div", { class: "fronts-acts" }, ...acts));
}

// A place that is filled by itself now: in grey, to be taken.
export function drawFill(store, pk) {
  const story = store.said.stories[pk];
  const title = story?.title ?? words("unknown story");
  const meta = [
    story?.time && clockTime(story.time, store.said.zone, store.said.language),
    story?.section,
  ];
  const take = button(words("take"), {
    class: "fronts-take",
    "data-act": "take",
    "aria-label": words("take: fill", { title }),
  });
  return make(
    "li",
    { class: "fronts-card is-fill", "data-fill": String(pk) },
    thumb(story?.picture),
    make(
      "div",
      { class: "fronts-card__text" },
      make("h3", { lang: story?.language, class: "fronts-card__headline" }, title),
      make("p", { class: "fronts-card__meta" }, meta.filter(Boolean).join(" · ")),
    ),
    store.mayEdit ? take : null,
  );
}
