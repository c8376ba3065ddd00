// What is decided: off the screen at once, sent beside, back again where it could not be.
import { Sender } from "./sending.js";
import { complain, say, words } from "./words.js";

export class Acts {
  #root;
  #queue;
  #panels;
  #sender;
  #done = [];

  constructor(root, queue, panels) {
    this.#panels = panels;
    this.#root = root;
    this.#sender = new Sender(root);
    this.#queue = queue;
    root.addEventListener("submit", (event) => this.#submitted(event));
    root.addEventListener("change", (event) => this.#changed(event));
    root.addEventListener("click", (event) => {
      if (event.target.closest("[data-skip]")) this.skip();
    });
  }

  get #chosen() {
    return this.#queue.items.filter((one) => one.querySelector(".talk-choose").checked);
  }

  #submitted(event) {
    const form = event.target;
    const item = form.closest("[data-item]");
    const act = event.submitter?.value ?? "";
    if (form.matches("[data-decides]")) {
      event.preventDefault();
      this.decide([item], act, new FormData(form));
    } else if (form.matches("[data-keeps]")) {
      event.preventDefault();
      this.#keep(item, form);
    } else if (form.id === "bulk") {
      event.preventDefault();
      this.#bulk(form, act);
    } else if (form.matches("[data-last]") && this.#done.length) {
      event.preventDefault();
      this.undo();
    }
  }

  #changed({ target }) {
    if (target.matches(".talk-choose")) this.#count();
    if (!target.matches("[data-canned]")) return;
    const note = target.form.elements.note;
    note.value = target.selectedOptions[0]?.dataset.words ?? "";
  }

  #count() {
    const { length } = this.#chosen;
    this.#root.querySelector(".talk-bulk").classList.toggle("has-chosen", length > 0);
    this.#root.querySelector("[data-chosen]").textContent = words("chosen", { count: length });
  }

  #bulk(form, act) {
    const chosen = this.#chosen;
    if (!chosen.length) return;
    const fields = new FormData(form);
    if (act === "away" && !fields.get("clause")) {
      complain(words("clause"));
      form.elements.clause.focus();
      return;
    }
    this.decide(chosen, act, fields);
    for (const one of chosen) one.querySelector(".talk-choose").checked = false;
    this.#count();
  }

  choose() {
    const box = this.#queue.current?.querySelector(".talk-choose");
    if (!box) return;
    box.checked = !box.checked;
    this.#count();
    this.#queue.next();
  }

  // The act of the open comment's own button, if it has one.
  press(act) {
    this.#queue.current?.querySelector(`[data-decides] [name=act][value=${act}]`)?.click();
  }

  decide(items, act, fields) {
    const entry = { items, decisions: [] };
    complain("");
    this.#panels.home(items);
    this.#queue.take(items);
    this.#tell(words(act));
    this.#done.push(entry);
    // Read when it is sent: an undoing on its way changes how the comment was last seen.
    const asked = () => [
      ["act", act],
      ["clause", fields.get("clause") ?? ""],
      ["note", fields.get("note") ?? ""],
      ...items.map((one) => ["item", one.dataset.item]),
    ];
    this.#sender
      .send(this.#root.dataset.decide, asked)
      .then((told) => this.#sent(entry, told))
      .catch((error) => this.#failed(entry, error));
  }

  #tell(done) {
    const { current } = this.#queue;
    if (!current) return say(`${done} ${words("empty")}`);
    const name = current.querySelector(".talk-name").textContent;
    const risk = current.querySelector(".talk-risk").textContent;
    return say(`${done} ${words("next", { name, risk })}`);
  }

  #sent(entry, { decisions, items, left }) {
    entry.decisions = decisions;
    this.#mark(entry.items, items);
    const away = left.map((one) => String(one.comment));
    entry.items = entry.items.filter((one) => !away.includes(one.dataset.number));
    if (left.length) {
      complain(left.map((one) => words("left", { number: one.comment, why: one.words })).join(" "));
    }
  }

  // Each remembers the last decision on it, so that what others decide since is noticed.
  #mark(items, seen) {
    for (const one of items) {
      const now = seen[one.dataset.number];
      if (!now) continue;
      one.dataset.item = now;
      for (const field of one.querySelectorAll("[name=item]")) field.value = now;
    }
  }

  #failed(entry, error) {
    this.#done = this.#done.filter((one) => one !== entry);
    if (error.told?.left?.length) {
      // Somebody else was quicker: there is nothing to bring back.
      const [{ comment, words: why }] = error.told.left;
      complain(words("left", { number: comment, why }));
      return;
    }
    this.#queue.put(entry.items, { open: false });
    const number = entry.items.map((one) => one.dataset.number).join(", ");
    complain(words("failed", { number, why: error.message }));
  }

  #keep(item, form) {
    const person = form.elements.person.selectedOptions[0]?.textContent ?? "";
    const entry = { items: [item] };
    const kept = form.elements.person.value;
    const asked = () => [
      ["item", item.dataset.item],
      ["person", kept],
    ];
    complain("");
    this.#panels.home([item]);
    this.#queue.take([item]);
    this.#tell(words("kept", { person }));
    this.#sender.send(this.#root.dataset.keep, asked).catch((error) => this.#failed(entry, error));
  }

  undo() {
    const entry = this.#done.pop();
    const last = this.#root.querySelector("[data-last]");
    if (!entry) {
      if (last) last.requestSubmit();
      else say(words("nothing"));
      return;
    }
    complain("");
    this.#queue.put(entry.items);
    say(words("undone"));
    this.#sender
      .send(this.#root.dataset.undo, () => entry.decisions.map((one) => ["decision", one]))
      .then(({ items }) => this.#mark(entry.items, items))
      .catch((error) => {
        this.#queue.take(entry.items);
        complain(error.message);
      });
  }

  skip() {
    if (this.#queue.next()) this.#tell("");
  }
}
