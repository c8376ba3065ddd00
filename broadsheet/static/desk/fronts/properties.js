// What is said of one card: words and picture for this use, its pin, where it goes. Each field is
// sent when one leaves it, or pauses; what somebody else changes is shown, except under one's hands.
import { length } from "../meters.js";
import { announce, make, words } from "./dom.js";
import { boxName, headline, placeOf } from "./naming.js";
import { boxOf, cardOf } from "./steps.js";
import { local, moment } from "./zone.js";

const PAUSE = 1200;
const TEXTS = ["headline", "kicker"];

export class CardForm {
  #id = "";

  constructor(store, acts, form) {
    this.store = store;
    this.acts = acts;
    this.form = form;
    this.fields = form.elements;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    form.addEventListener("input", ({ target }) => TEXTS.includes(target.name) && this.#typed());
    form.addEventListener("change", ({ target }) => this.#changed(target));
    form.addEventListener("click", ({ target }) => this.#clicked(target.closest("[data-do]")));
    store.addEventListener("change", () => this.#drawn());
  }

  get id() {
    return this.#id;
  }

  show(id) {
    this.send();
    this.#id = id;
    this.#drawn(true);
    return Boolean(cardOf(this.store.document, id));
  }

  get #card() {
    return cardOf(this.store.document, this.#id);
  }

  // What the fields say, as the document says it.
  #said() {
    const { headline: title, kicker, size, picture, pinned, until } = this.fields;
    return {
      headline: title.value.trim(),
      kicker: kicker.value.trim(),
      size: size.value,
      picture: picture.value ? Number(picture.value) : null,
      pinned: pinned.checked,
      until: moment(until.value, this.store.said.zone),
    };
  }

  #drawn(anew = false) {
    const card = this.#card;
    this.form.hidden = !card;
    if (!card) return;
    const { zone } = this.store.said;
    const now = {
      headline: card.headline,
      kicker: card.kicker,
      size: card.size,
      pinned: card.pinned,
      until: card.until ? local(card.until, zone) : "",
    };
    for (const [name, value] of Object.entries(now)) this.#put(this.fields[name], value, anew);
    this.#picture(card, anew);
    this.#placeholders(card);
    this.#places(card);
    this.#meter();
  }

  // A field that was changed here and not yet sent keeps what is typed in it.
  #put(field, value, anew) {
    const dirty = field === document.activeElement && field.dataset.typed;
    if (dirty && !anew) return;
    if (field.type === "checkbox") field.checked = value;
    else if (field.value !== value) field.value = value;
    delete field.dataset.typed;
  }

  #placeholders(card) {
    const story = this.store.said.stories[card.story];
    this.fields.headline.placeholder = story?.title ?? "";
    this.fields.headline.lang = story?.language ?? "";
    this.fields.kicker.placeholder = story?.kicker ?? "";
    const heading = this.form.querySelector("[data-of]");
    heading.textContent = headline(this.store, card);
    const where = this.form.querySelector("[data-where]");
    where.textContent = placeOf(this.store, card.id);
    const edit = this.form.querySelector("[data-story]");
    edit.hidden = !story?.url;
    if (story?.url) edit.href = story.url;
  }

  #places(card) {
    const { containers } = this.store.document;
    const options = containers.map((box) => [box.id, boxName(this.store, box)]);
    const here = boxOf(this.store.document, card.id).id;
    const now = JSON.stringify([options, here]);
    if (this.places === now) return;
    this.places = now;
    const made = options.map(([id, name]) => make("option", { value: id }, name));
    this.fields.to.replaceChildren(...made);
    this.fields.to.value = here;
  }

  // Wagtail's own chooser holds the picture; it is told when the card or somebody else says another.
  #picture(card, anew) {
    const value = card.picture ? String(card.picture) : "";
    if (this.fields.picture.value === value && !anew) return;
    const { url = "", title = "" } = this.store.said.pictures[card.picture] ?? {};
    const preview = { url, width: 120, height: 80 };
    this.telling = true;
    this.#chooser?.setState(value ? { id: value, title, preview, edit_url: "" } : null);
    this.telling = false;
  }

  get #chooser() {
    return document.getElementById(`${this.fields.picture.id}-chooser`).widget;
  }

  // What was just chosen is known on the board at once.
  #learnPicture() {
    const { id, title, preview } = this.#chooser?.state ?? {};
    if (id) this.store.said.pictures[id] ??= { url: preview.url, title };
  }

  #meter() {
    const most = Number(this.fields.headline.dataset.most);
    const count = length(this.fields.headline.value.trim() || this.fields.headline.placeholder);
    const meter = this.form.querySelector("output");
    meter.textContent = words("meter", { count, most });
    meter.dataset.over = String(count > most);
  }

  #typed() {
    document.activeElement.dataset.typed = "1";
    this.#meter();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  #changed(field) {
    if (field === this.fields.to || this.telling) return;
    if (field === this.fields.picture) this.#learnPicture();
    // A moment is sent when it is whole, and never one that is over.
    if (field === this.fields.until && this.#over()) return;
    this.send();
  }

  #over() {
    const until = moment(this.fields.until.value, this.store.said.zone);
    const over = Boolean(until) && Date.parse(until) <= Date.now();
    this.fields.until.setCustomValidity(over ? words("over") : "");
    if (over) this.fields.until.reportValidity();
    return over;
  }

  // Sends what differs from what the card says, and nothing else.
  send() {
    clearTimeout(this.timer);
    const card = this.#card;
    if (!card || this.form.hidden || !this.form.checkValidity()) return;
    const said = this.#said();
    const before = { ...card, until: card.until && new Date(card.until).toISOString() };
    const same = (name) => said[name] === (before[name] ?? null);
    if (
      card.until &&
      said.until &&
      Math.abs(Date.parse(card.until) - Date.parse(said.until)) < 60000
    ) {
      said.until = before.until;
    }
    const news = Object.keys(said).filter((name) => !same(name));
    if (!news.length) return;
    delete document.activeElement?.dataset?.typed;
    const step = { op: "set_card", id: card.id };
    this.store.do([{ ...step, ...Object.fromEntries(news.map((name) => [name, said[name]])) }]);
  }

  #clicked(pressed) {
    const name = pressed?.dataset.do;
    if (!name) return;
    const id = this.#id;
    if (name === "first" || name === "last")
      this.acts.moveTo(id, this.fields.to.value, name === "first");
    else if (name === "hours") this.#pinFor(Number(pressed.dataset.hours));
    else if (name === "no-picture") this.store.do([{ op: "set_card", id, picture: null }]);
    else if (name === "remove") this.acts.remove(id);
    else this.acts.card(name, id);
  }

  #pinFor(hours) {
    const until = hours ? new Date(Date.now() + hours * 3600000) : null;
    until?.setSeconds(0, 0);
    this.store.do([{ op: "set_card", id: this.#id, until: until?.toISOString() ?? null }]);
    announce(
      words(until ? "leaves" : "stays", { until: this.fields.until.value.replace("T", " ") }),
    );
  }
}
