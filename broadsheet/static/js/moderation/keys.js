// The whole desk by keyboard; while somebody types, the keys are letters.

const TYPED = ["email", "number", "password", "search", "tel", "text", "url", "date", "time"];

function typing(target) {
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input") && TYPED.includes(target.type);
}

export class Keys {
  #queue;
  #acts;
  #hands;
  #panels;
  #help;

  constructor(root, queue, acts, hands, panels) {
    this.#panels = panels;
    this.#queue = queue;
    this.#acts = acts;
    this.#hands = hands;
    this.#help = root.querySelector("[data-help]");
    const open = root.querySelector("[data-help-open]");
    open.hidden = false;
    open.addEventListener("click", () => this.#help.showModal());
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #pressed(event) {
    const { key, target } = event;
    if (this.#help.open) return;
    if (key === "Escape") this.#close();
    if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.matches("textarea")) {
      target.form.requestSubmit(target.form.querySelector("[type=submit]"));
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(target)) return;
    const act = this.#meant(key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  #meant(key) {
    if (/^[1-9]$/.test(key)) return () => this.#away(Number(key));
    return {
      a: () => this.#first(),
      r: () => this.#away(0),
      h: () => this.#panels.open("keep"),
      t: () => this.#acts.press("hold"),
      j: () => this.#acts.skip(),
      k: () => this.#queue.previous(),
      x: () => this.#acts.choose(),
      u: () => this.#acts.undo(),
      n: () => this.#hands.load(),
      o: () => this.#queue.current?.querySelector("[data-story]")?.click(),
      "?": () => this.#help.showModal(),
    }[key];
  }

  #first() {
    this.#queue.current?.querySelector("[data-decides] [type=submit]")?.click();
  }

  // Opens the clauses, at the one that is meant or suggested.
  #away(number) {
    const panel = this.#panels.open("away");
    if (!panel) return;
    const clauses = [...panel.querySelectorAll("[name=clause]")];
    const meant = number ? clauses[number - 1] : clauses.find((one) => one.checked);
    if (meant) meant.checked = true;
    (meant ?? clauses[0])?.focus();
  }

  #close() {
    this.#panels.close();
    this.#queue.current?.querySelector(".talk-name").focus();
  }
}
