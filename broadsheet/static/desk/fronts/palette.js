// Stories to take: searched by the beginnings of words, by section, the newest first, or what is
// about to go out. A click adds one to the container that is chosen; it can be dragged as well.
import { grip, thumb } from "./card.js";
import { announce, button, make, words } from "./dom.js";
import { boxName } from "./naming.js";
import { clockTime } from "./zone.js";

const PAUSE = 200;

export class Palette {
  #asked = 0;

  constructor(store, acts, form, list) {
    this.store = store;
    this.acts = acts;
    this.form = form;
    this.list = list;
    this.more = document.getElementById("fronts-more");
    this.into = form.elements.into;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    form.addEventListener("input", ({ target }) => {
      if (target !== this.into) this.#soon();
    });
    this.more.addEventListener("click", () => this.search(this.older));
    list.addEventListener("click", (event) => this.#clicked(event));
    store.addEventListener("change", () => {
      this.#containers();
      this.#already();
    });
    this.#containers();
  }

  aimAt(container) {
    this.into.value = container;
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  #containers() {
    const options = this.store.document.containers.map((box) => [
      box.id,
      words("add to", { box: boxName(this.store, box) }),
    ]);
    const now = JSON.stringify(options);
    if (this.options === now) return;
    this.options = now;
    const chosen = this.into.value;
    this.into.replaceChildren(...options.map(([id, name]) => make("option", { value: id }, name)));
    if (options.some(([id]) => id === chosen)) this.into.value = chosen;
  }

  async search(after = "") {
    this.#asked += 1;
    const mine = this.#asked;
    const query = new URLSearchParams(new FormData(this.form));
    query.delete("into");
    if (after) query.set("after", after);
    try {
      const answer = await fetch(`${this.form.action}?${query}`, {
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (mine === this.#asked) this.#show(found, after);
    } catch {
      if (mine === this.#asked) this.#say(words("search failed"));
    }
  }

  #show({ rows, stories, older }, after) {
    this.store.learn(stories);
    this.older = older;
    this.more.hidden = !older;
    const drawn = rows.map((pk) => this.#offer(pk, stories[pk]));
    if (after) this.list.append(...drawn);
    else this.list.replaceChildren(...drawn);
    this.#already();
    if (!rows.length && !after) this.#say(words("nothing found"));
    if (this.form.contains(document.activeElement))
      announce(words("found", { count: rows.length }));
  }

  #say(text) {
    this.more.hidden = true;
    this.list.replaceChildren(make("li", { class: "fronts-none" }, text));
  }

  #offer(pk, story) {
    const { zone, language } = this.store.said;
    const meta = [story.time && clockTime(story.time, zone, language), story.section];
    const mark = story.state === "out" ? null : make("span", { class: "fronts-mark" }, story.words);
    const told = meta.filter(Boolean).join(" · ");
    const add = button(words("add"), {
      class: "fronts-take",
      "data-add": "",
      "aria-label": words("add: story", { title: story.title }),
    });
    return make(
      "li",
      { class: "fronts-card is-offer", "data-offer": String(pk) },
      this.store.mayEdit ? this.#grip(story) : null,
      thumb(story.picture),
      make(
        "div",
        { class: "fronts-card__text" },
        make("h3", { lang: story.language, class: "fronts-card__headline" }, story.title),
        make("p", { class: "fronts-card__meta" }, told ? `${told} ` : "", mark ?? ""),
        make(
          "p",
          { class: "fronts-there", "data-there": "", hidden: true },
          words("there already"),
        ),
      ),
      this.store.mayEdit ? add : null,
    );
  }

  // What stands on the front already says so: nobody looks for it twice.
  #already() {
    const cards = this.store.document.containers.flatMap((box) => box.cards);
    const there = new Set(cards.map((card) => String(card.story)));
    for (const offer of this.list.querySelectorAll("[data-offer]")) {
      offer.querySelector("[data-there]").hidden = !there.has(offer.dataset.offer);
    }
  }

  // For the hand only: by keyboard there is the button.
  #grip(story) {
    const made = grip(words("carry: card", { title: story.title }));
    made.tabIndex = -1;
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  #clicked({ target }) {
    const offer = target.closest("[data-add]")?.closest("[data-offer]");
    if (offer && this.into.value) this.acts.add(Number(offer.dataset.offer), this.into.value);
    else if (offer) announce(words("no container"));
  }
}
