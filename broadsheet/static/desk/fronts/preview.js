// The front as readers would get it: the draft, what is live, or how it will stand at a moment; as
// wide as a phone or a laptop, by day or by night. It is read anew when the draft has changed.
import { local } from "./zone.js";

const WIDTHS = { phone: 390, laptop: 1280 };
const PAUSE = 500;
const DAY = 86400000;

export class Preview {
  constructor(store, panel, part) {
    this.store = store;
    this.panel = panel;
    this.form = part.querySelector("form");
    this.frame = part.querySelector("iframe");
    this.room = this.frame.parentElement;
    this.link = part.querySelector("[data-whole]");
    this.form.addEventListener("change", () => this.read());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.frame.addEventListener("load", () => this.#back());
    panel.addEventListener("show", ({ detail }) => detail === "preview" && this.read());
    store.addEventListener("change", () => this.#soon());
    new ResizeObserver(() => this.#fit()).observe(this.room);
  }

  #soon() {
    if (this.panel.shown !== "preview" || this.seen === this.#seen) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), PAUSE);
  }

  // What the picture hangs on: it is not read anew because somebody came or went.
  get #seen() {
    return JSON.stringify([this.store.said.revision, this.store.said.placed]);
  }

  // The moment that is most asked for: of the next plan, else six in the morning.
  #moment() {
    const { planned, zone } = this.store.said;
    if (planned.length) return local(planned[0].at, zone);
    return `${local(Date.now() + DAY, zone).slice(0, 10)}T06:00`;
  }

  read() {
    const { what, at } = this.form.elements;
    at.closest("p").hidden = what.value !== "at";
    if (what.value === "at" && !at.value) at.value = this.#moment();
    const asked = new URLSearchParams(new FormData(this.form));
    this.seen = this.#seen;
    this.link.href = `${this.link.dataset.whole}?${asked}`;
    this.scrolled = this.frame.contentWindow?.scrollY ?? 0;
    this.frame.contentWindow.location.replace(`${this.frame.dataset.address}?${asked}`);
    this.#fit();
  }

  #back() {
    try {
      this.frame.contentWindow.scrollTo(0, this.scrolled ?? 0);
    } catch {
      // The reader followed a link out of the paper: there is nowhere to go back to.
    }
  }

  #fit() {
    const width = WIDTHS[this.form.elements.width.value] ?? WIDTHS.phone;
    const scale = Math.min(1, this.room.clientWidth / width);
    this.frame.style.inlineSize = `${width}px`;
    this.frame.style.blockSize = `${this.room.clientHeight / scale}px`;
    this.frame.style.transform = `scale(${scale})`;
  }
}
