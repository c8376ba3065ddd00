// The comments on the screen: one is open, those after it are there already on a line each.

const FEW = 6;

export class Queue extends EventTarget {
  #root;
  #list;
  #none;
  #asking = false;
  #left = new Set();
  current = null;

  constructor(root) {
    super();
    this.#root = root;
    this.#list = root.querySelector("[data-items]");
    this.#none = root.querySelector("[data-none]");
    root.classList.add("talk--live");
    this.#ready(this.#list);
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.open(this.items[0] ?? null, { focus: false });
  }

  get items() {
    return [...this.#list.querySelectorAll("[data-item]")];
  }

  #ready(part) {
    for (const button of part.querySelectorAll("[data-skip]")) button.hidden = false;
  }

  #clicked(event) {
    const item = event.target.closest("[data-item]");
    if (!item || event.target.closest("a, button, input, label, select, textarea, summary")) return;
    if (item !== this.current) this.open(item);
  }

  open(item, { focus = true } = {}) {
    if (this.current && this.current !== item) {
      this.current.classList.remove("is-open");
    }
    this.current = item;
    this.#none.hidden = Boolean(item);
    item?.classList.add("is-open");
    const place = item ? item.querySelector(".talk-name") : this.#none;
    if (focus) place.focus({ preventScroll: true });
    if (item && focus) this.#show(item);
    this.dispatchEvent(new Event("open"));
    this.#ahead();
  }

  // What is opened begins in sight; what is in sight already stays where it is.
  #show(item) {
    const { top, bottom } = item.getBoundingClientRect();
    const head = document.querySelector(".w-slim-header, .w-header, header")?.clientHeight ?? 0;
    if (top < head || bottom > window.innerHeight) {
      window.scrollBy({ top: top - head - 72, behavior: "instant" });
    }
  }

  next() {
    const { items } = this;
    const there = items[items.indexOf(this.current) + 1];
    if (there) this.open(there);
    return there ?? null;
  }

  previous() {
    const { items } = this;
    const there = items[items.indexOf(this.current) - 1];
    if (there) this.open(there);
    return there ?? null;
  }

  // Takes comments off the screen; what follows the open one is opened.
  take(taken) {
    const { items } = this;
    const rest = items.filter((one) => !taken.includes(one));
    const here = items.indexOf(this.current);
    const following =
      items.slice(here + 1).find((one) => rest.includes(one)) ?? rest.at(-1) ?? null;
    for (const one of taken) {
      this.#left.add(one.dataset.number);
      one.remove();
    }
    if (taken.includes(this.current)) this.open(following);
    else this.#ahead();
  }

  // Puts comments back ahead of the open one.
  put(back, { open = true } = {}) {
    const before = this.current ?? this.#list.firstElementChild;
    for (const one of back) {
      this.#left.delete(one.dataset.number);
      one.classList.remove("is-open");
      if (before) before.before(one);
      else this.#list.append(one);
    }
    if (open || !this.current) this.open(back[0]);
  }

  byNumber(number) {
    return this.items.find((one) => one.dataset.number === String(number));
  }

  // Asks for the next ones while there still are some: they are there when a key is pressed.
  async #ahead() {
    const mark = this.#list.querySelector("[data-further]");
    if (this.#asking || !mark || this.items.length > FEW) return;
    this.#asking = true;
    try {
      const part = await this.#asked({ after: mark.dataset.further });
      mark.replaceWith(...this.#unknown(part));
      if (!this.current && this.items.length) this.open(this.items[0]);
    } catch {
      // The link to the next page stands where it was.
    } finally {
      this.#asking = false;
    }
  }

  // Shows what has come since at the head of the lines; the open one stays as it is.
  async fresh() {
    const part = await this.#asked({});
    for (const mark of part.querySelectorAll("[data-further]")) mark.remove();
    const come = this.#unknown(part);
    const place = this.current?.nextElementSibling;
    if (place) place.before(...come);
    else this.#list.append(...come);
    if (!this.current && this.items.length) this.open(this.items[0]);
    return come.length;
  }

  async #asked(more) {
    const asked = new URLSearchParams(this.#root.dataset.query);
    for (const [name, value] of Object.entries({ ...more, part: "1" })) asked.set(name, value);
    const answer = await fetch(`${this.#root.dataset.address}?${asked}`);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.#ready(read);
    return read.body;
  }

  #unknown(part) {
    const here = new Set(this.items.map((one) => one.dataset.number));
    return [...part.children].filter(
      (one) =>
        !one.dataset.number ||
        !(here.has(one.dataset.number) || this.#left.has(one.dataset.number)),
    );
  }
}
