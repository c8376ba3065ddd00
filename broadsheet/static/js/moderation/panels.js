// The two forms that ask for more than a press: one of each, brought to the comment that is open.

export class Panels {
  #root;
  #queue;
  #home;

  constructor(root, queue) {
    this.#root = root;
    this.#queue = queue;
    this.#home = root.querySelector("[data-panels]");
    queue.addEventListener("open", () => this.close());
    root.addEventListener("click", (event) => {
      const link = event.target.closest("[data-panel-of]");
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.open(link.dataset.panelOf);
    });
  }

  // Opens one, with the focus in it; none if the comment has no such button.
  open(name) {
    const item = this.#queue.current;
    const link = item?.querySelector(`[data-panel-of=${name}]`);
    const panel = this.#root.querySelector(`[data-panel=${name}]`);
    if (!link || !panel) return null;
    const ready = panel.parentElement === item.querySelector(".talk-open");
    this.close();
    if (!ready) this.#bring(panel, item, link);
    panel.hidden = false;
    panel.querySelector("[name=clause]:checked, [name=clause], select").focus();
    panel.scrollIntoView({ block: "nearest", behavior: "instant" });
    return panel;
  }

  #bring(panel, item, link) {
    panel.reset();
    panel.elements.item.value = item.dataset.item;
    const suggested = panel.querySelector(`[name=clause][value="${item.dataset.suggested}"]`);
    if (suggested) suggested.checked = true;
    const label = panel.querySelector("[data-label]");
    if (label) label.textContent = link.querySelector("span").textContent.trim();
    item.querySelector(".talk-open").append(panel);
  }

  // Puts them away; what was written in one is still there for the same comment.
  close() {
    for (const panel of this.#root.querySelectorAll("[data-panel]")) panel.hidden = true;
  }

  // Brings them home from comments that leave the screen.
  home(items) {
    for (const panel of this.#root.querySelectorAll("[data-panel]")) {
      if (!items.some((one) => one.contains(panel))) continue;
      panel.hidden = true;
      this.#home.append(panel);
    }
  }
}
