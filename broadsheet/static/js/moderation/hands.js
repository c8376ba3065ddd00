// Keeps in hand what is open and what comes next, lets it go when one leaves, and hears what is new.
import { post } from "./sending.js";
import { complain, words } from "./words.js";

const EVERY = 5000;
const AHEAD = 2;

export class Hands {
  #root;
  #queue;
  #panels;
  #last = 0;
  #timer = 0;

  constructor(root, queue, panels) {
    this.#panels = panels;
    this.#root = root;
    this.#queue = queue;
    queue.addEventListener("open", () => this.#soon(400));
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => this.#soon(0));
    root.querySelector("[data-load]")?.addEventListener("click", () => this.load());
    this.#soon(0);
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  get #wanted() {
    const { items, current } = this.#queue;
    const here = items.indexOf(current);
    return here < 0 ? [] : items.slice(here, here + 1 + AHEAD).map((one) => one.dataset.number);
  }

  async #ask() {
    // A window that nobody looks at holds nothing in hand.
    if (document.hidden) return;
    const { hands, queue, query, newest } = this.#root.dataset;
    const filters = new URLSearchParams(query);
    const fields = [
      ["queue", queue],
      ["language", filters.get("language") ?? ""],
      ["section", filters.get("section") ?? ""],
      ["newest", newest],
      ...this.#wanted.map((one) => ["item", one]),
    ];
    try {
      this.#show(await post(hands, fields));
    } catch {
      // The next time will tell.
    }
    this.#soon(EVERY);
  }

  #show({ taken, waiting, new: come, last }) {
    this.#last = last;
    const count = document.querySelector("[data-waiting]");
    if (count) count.textContent = waiting > 99 ? "99+" : waiting;
    const fresh = this.#root.querySelector("[data-new]");
    fresh.hidden = !come;
    fresh.querySelector("[data-load]").textContent = words("new", {
      count: come > 99 ? "99+" : come,
    });
    const gone = taken.map((one) => this.#queue.byNumber(one)).filter(Boolean);
    if (!gone.length) return;
    if (gone.includes(this.#queue.current)) {
      complain(words("taken", { number: this.#queue.current.dataset.number }));
    }
    this.#panels.home(gone);
    this.#queue.take(gone);
  }

  async load() {
    const fresh = this.#root.querySelector("[data-new]");
    if (fresh.hidden) return;
    try {
      await this.#queue.fresh();
      this.#root.dataset.newest = this.#last;
      fresh.hidden = true;
    } catch {
      complain(words("line"));
    }
  }

  #leave() {
    const items = this.#wanted.map((one) => ["item", one]);
    if (!items.length) return;
    post(this.#root.dataset.leave, items, { keepalive: true }).catch(() => {});
  }
}
