// The front as this screen has it: what the server said last, what is on its way, and what a hand
// is trying out just now. Whoever shows something of it listens for "change".
import { words } from "./dom.js";
import { Sender } from "./sending.js";
import { applied, appliedAll, inverse } from "./steps.js";

const MOST_UNDONE = 100;

export class Store extends EventTarget {
  #said;
  #trial = [];
  #undo = [];
  #paused = false;
  #behind = false;

  constructor(said, { steps, pk, user, mayEdit }) {
    super();
    this.#said = said;
    this.mayEdit = mayEdit;
    this.sender = new Sender(steps, `fronts-${pk}-${user}`);
    this.sender.addEventListener("answer", ({ detail }) => this.#answered(detail));
    this.sender.addEventListener("refused", ({ detail }) => this.#refused(detail));
    this.sender.addEventListener("state", () => this.dispatchEvent(new Event("state")));
    this.sender.start();
  }

  get said() {
    return this.#said;
  }

  // What is sent and what is not yet: the document that this person has made.
  get settled() {
    return appliedAll(this.#said.document, this.sender.steps);
  }

  get document() {
    return appliedAll(this.settled, this.#trial);
  }

  get canUndo() {
    return this.#undo.length > 0;
  }

  do(steps, { undoing = false } = {}) {
    if (!this.mayEdit || !steps.length) return;
    const before = this.settled;
    const back = inverse(before, steps);
    if (!undoing) {
      this.#undo.push(back);
      if (this.#undo.length > MOST_UNDONE) this.#undo.shift();
    }
    this.#trial = [];
    this.sender.add(steps, this.#said.revision);
    this.#changed();
  }

  // A step that is shown but not sent: a card that is being carried by keyboard.
  attempt(steps) {
    this.#trial = steps;
    this.#changed();
  }

  undo() {
    const back = this.#undo.pop();
    if (!back) return false;
    const possible = this.#possible(back);
    this.do(possible, { undoing: true });
    return possible.length > 0;
  }

  // Somebody else may have taken away what a step would put back in its place.
  #possible(steps) {
    let now = this.settled;
    return steps.filter((step) => {
      try {
        now = applied(now, step);
        return true;
      } catch {
        return false;
      }
    });
  }

  // Stories that a palette showed are known on the board at once.
  learn(facts) {
    Object.assign(this.#said.stories, facts);
  }

  take(said) {
    if (said.revision < this.#said.revision) return;
    const known = this.#said;
    const stories = { ...known.stories, ...said.stories };
    const pictures = { ...known.pictures, ...said.pictures };
    const names = { ...known.names, ...said.names };
    this.#said = { ...known, ...said, stories, pictures, names };
    this.#changed();
  }

  // While something is dragged nothing moves under the hand.
  pause() {
    this.#paused = true;
  }

  resume() {
    this.#paused = false;
    if (this.#behind) this.#changed();
  }

  #answered(detail) {
    this.take(detail);
    for (const one of detail.refused ?? []) this.#warn(one.words);
  }

  #refused(detail) {
    const told = detail.reasons?.map((reason) => reason.words).join(" ");
    this.#warn(told || words(detail.status === 403 ? "not allowed" : "not taken"));
    this.#changed();
  }

  #warn(text) {
    this.dispatchEvent(new CustomEvent("warn", { detail: text }));
  }

  #changed() {
    this.#behind = this.#paused;
    if (!this.#paused) this.dispatchEvent(new Event("change"));
  }
}
