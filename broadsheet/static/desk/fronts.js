// The front editor: puts its parts together, and says how things stand.
import { Acts } from "./fronts/acts.js";
import { Board } from "./fronts/board.js";
import { BoxForm } from "./fronts/container.js";
import { announce, make, words } from "./fronts/dom.js";
import { Dragging } from "./fronts/dragging.js";
import { Keys } from "./fronts/keys.js";
import { Live } from "./fronts/live.js";
import { Palette } from "./fronts/palette.js";
import { Panel } from "./fronts/panel.js";
import { Preview } from "./fronts/preview.js";
import { CardForm } from "./fronts/properties.js";
import { boxNamed } from "./fronts/steps.js";
import { Store } from "./fronts/store.js";
import { clockTime } from "./fronts/zone.js";

const by = (id) => document.getElementById(id);
const root = document.querySelector("[data-fronts]");
const { steps, state, here, pk, user, edit } = root.dataset;
const said = JSON.parse(by("fronts-state").textContent);
const store = new Store(said, { steps, pk, user, mayEdit: edit === "yes" });
const board = new Board(store, by("fronts-board"), by("fronts-jumps"));
const panel = new Panel(by("fronts-panel"));

const acts = new Acts(store, board, {
  edit: open,
  palette(box) {
    palette.aimAt(box);
    panel.open("stories", by("fronts-search").elements.q);
  },
});
const palette = new Palette(store, acts, by("fronts-search"), by("fronts-offers"));
const cardForm = new CardForm(store, acts, by("fronts-card-form"));
const boxForm = new BoxForm(store, acts, by("fronts-box-form"));
const live = new Live(store, { state, here });
new Keys(store, board, acts);
new Dragging(store, board, acts, panel);
new Preview(store, panel, by("fronts-preview"));

function open(id, field = "headline") {
  if (!store.mayEdit) return;
  const isBox = Boolean(boxNamed(store.document, id));
  cardForm.show(isBox ? "" : id);
  boxForm.show(isBox ? id : "");
  showChosen();
  const form = isBox ? boxForm : cardForm;
  panel.open("card", form.fields[isBox ? "title" : field]);
  mark(id);
  live.hold(id);
}

function mark(id) {
  for (const one of root.querySelectorAll(".is-open-now")) one.classList.remove("is-open-now");
  board.element(id)?.classList.add("is-open-now");
}

panel.addEventListener("show", ({ detail }) => {
  if (detail === "card") return;
  cardForm.send();
  mark("");
  if (live.card) live.hold("");
});
panel.addEventListener("close", () => {
  cardForm.send();
  if (live.card) live.hold("");
});

function showState() {
  const now = store.sender.state;
  const place = by("fronts-saved");
  place.dataset.state = now;
  const count = store.sender.waiting.length;
  place.textContent = words(now, { count });
}

function showPeople() {
  const others = store.said.here.filter((one) => !one.me);
  const names = others.map((one) => make("li", { class: one.card ? "has-card" : "" }, one.name));
  const list = by("fronts-here");
  if (list.textContent !== names.map((one) => one.textContent).join("")) {
    list.replaceChildren(...names);
  }
  list.parentElement.hidden = !others.length;
}

function showStand() {
  const { changed, live: out, zone, language } = store.said;
  const place = by("fronts-stand");
  const told = [];
  told.push(
    out
      ? words("live since", { at: clockTime(out.at, zone, language), number: out.number })
      : words("never live"),
  );
  if (store.said.differs) {
    const at = changed.at && clockTime(changed.at, zone, language);
    told.push(words(changed.by ? "draft changed" : "draft changes", { by: changed.by, at }));
  } else told.push(words("draft same"));
  const next = store.said.planned[0];
  if (next) told.push(words("planned for", { at: clockTime(next.at, zone, language) }));
  place.textContent = told.join(" · ");
}

function showChosen() {
  by("fronts-no-card").hidden = !(cardForm.form.hidden && boxForm.form.hidden);
}

function show() {
  showChosen();
  showState();
  showPeople();
  showStand();
  for (const one of root.querySelectorAll("[data-undo]")) one.disabled = !store.canUndo;
}

store.addEventListener("state", showState);
store.addEventListener("change", show);
store.addEventListener("warn", ({ detail }) => {
  announce(detail);
  const place = by("fronts-warning");
  place.querySelector("p").textContent = detail;
  place.hidden = false;
});
by("fronts-warning")
  .querySelector("button")
  .addEventListener("click", () => {
    by("fronts-warning").hidden = true;
  });
for (const one of root.querySelectorAll("[data-undo]")) {
  one.addEventListener("click", () => announce(words(store.undo() ? "undone" : "nothing to undo")));
}
for (const one of root.querySelectorAll("[data-layout]")) {
  one.addEventListener("click", () => {
    one.closest("details").open = false;
    acts.addBox(one.dataset.layout);
  });
}
// Whoever is about to publish publishes all that they did.
for (const link of document.querySelectorAll("[data-when-sent]")) {
  link.addEventListener("click", async (event) => {
    cardForm.send();
    if (!store.sender.waiting.length) return;
    event.preventDefault();
    if (await store.sender.settled()) location.assign(link.href);
    else announce(words("offline", { count: store.sender.waiting.length }));
  });
}
by("fronts-jumps").addEventListener("click", (event) => {
  const target = event.target.closest("a")?.hash;
  if (!target) return;
  event.preventDefault();
  document.querySelector(target)?.scrollIntoView({ block: "start" });
  document.querySelector(target)?.focus({ preventScroll: true });
});

board.draw();
show();
palette.search();
root.classList.add("is-ready");
