// The side of the board: stories to take, what is said of a card, the preview. A column beside it
// on a desk, a drawer on a phone.

export class Panel extends EventTarget {
  #before = null;

  constructor(root) {
    super();
    this.root = root;
    this.tabs = [...root.querySelectorAll("[role=tab]")];
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.show(tab.dataset.tab));
      tab.addEventListener("keydown", (event) => this.#arrow(event));
    }
    for (const opener of document.querySelectorAll("[data-opens]")) {
      opener.addEventListener("click", () => this.open(opener.dataset.opens));
    }
    root.querySelector("[data-close]").addEventListener("click", () => this.close());
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isDrawer) this.close();
    });
  }

  get shown() {
    return this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true")?.dataset.tab;
  }

  get isDrawer() {
    return getComputedStyle(this.root).position === "fixed";
  }

  show(name) {
    for (const tab of this.tabs) {
      const isIt = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !isIt;
    }
    this.dispatchEvent(new CustomEvent("show", { detail: name }));
  }

  // Shows a part and goes there; close leads back to where one was.
  open(name, field = null) {
    const here = document.activeElement;
    if (!this.root.contains(here)) this.#before = here;
    this.show(name);
    this.root.classList.add("is-open");
    const part = document.getElementById(`fronts-${name}`);
    const wanted = field ?? part.querySelector("input, select, button, a");
    wanted?.focus({ preventScroll: !this.isDrawer });
  }

  close() {
    const inside = this.root.contains(document.activeElement);
    this.root.classList.remove("is-open");
    if (inside && this.#before?.isConnected) this.#before.focus();
    this.dispatchEvent(new Event("close"));
  }

  #arrow(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const seen = this.tabs.filter((tab) => !tab.hidden);
    const next = seen.at((seen.indexOf(event.target) + by) % seen.length);
    this.show(next.dataset.tab);
    next.focus();
  }
}
