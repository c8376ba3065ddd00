// What others do: asked every few seconds, and who is here. A screen in the background asks rarely.
import { post } from "./sending.js";

const OFTEN = 2500;
const RARELY = 20000;
// The server forgets whoever was not heard of for fifteen seconds.
const STILL_HERE = 9000;
const WHOLE_EVERY = 12;

export class Live {
  #count = 0;
  #told = { card: "", at: 0 };

  constructor(store, { state, here }) {
    this.store = store;
    this.addresses = { state, here };
    this.card = "";
    document.addEventListener("visibilitychange", () => document.hidden || this.#now());
    this.#later();
  }

  // Says at once which card this person holds, so that others see it.
  hold(card) {
    this.card = card;
    this.#say();
  }

  async #say() {
    const { card } = this;
    this.#told = { card, at: Date.now() };
    try {
      const { ok, told } = await post(this.addresses.here, { card });
      if (ok && told.here) this.store.take({ ...told, revision: this.store.said.revision });
    } catch {
      this.#told.at = 0;
    }
  }

  #now() {
    clearTimeout(this.timer);
    this.#ask();
  }

  #later() {
    this.timer = setTimeout(() => this.#ask(), document.hidden ? RARELY : OFTEN);
  }

  async #ask() {
    this.#count += 1;
    // Now and then all of it: a story may have been withdrawn, a place filled anew.
    const whole = this.#count % WHOLE_EVERY === 0 ? "" : this.store.said.revision;
    try {
      const answer = await fetch(`${this.addresses.state}?revision=${whole}`, {
        headers: { Accept: "application/json" },
      });
      if (answer.ok && !answer.redirected) this.store.take(await answer.json());
      this.offline = false;
    } catch {
      this.offline = true;
    }
    if (!document.hidden && Date.now() - this.#told.at > STILL_HERE) this.#say();
    this.#later();
  }
}
