// What is said of one container: its layout, title, length, and where its empty places are filled
// from. Each answer is one step.
import { make } from "./dom.js";
import { boxName } from "./naming.js";
import { boxNamed } from "./steps.js";

const PLAIN = ["layout", "title", "link"];

export class BoxForm {
  #id = "";

  constructor(store, acts, form) {
    this.store = store;
    this.acts = acts;
    this.form = form;
    this.fields = form.elements;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => this.#changed(target));
    form.addEventListener("input", ({ target }) => {
      if (target === this.fields.named) this.#look();
    });
    form.addEventListener("click", ({ target }) => {
      const name = target.closest("[data-do]")?.dataset.do;
      if (name) this.acts.box(name, this.#id);
    });
    store.addEventListener("change", () => this.#drawn());
  }

  show(id) {
    this.#id = id;
    this.#drawn();
    return Boolean(this.#box);
  }

  get #box() {
    return boxNamed(this.store.document, this.#id);
  }

  #drawn() {
    const box = this.#box;
    this.form.hidden = !box;
    if (!box) return;
    this.form.querySelector("[data-of]").textContent = boxName(this.store, box);
    for (const name of PLAIN) this.#put(name, box[name]);
    this.#put("shows", String(box.shows));
    this.#put("section", box.section ? String(box.section) : "");
    const fill = box.backfill;
    this.#put("from", fill?.from ?? "");
    this.#put("form", fill?.form ?? "");
    this.fields.with_picture.checked = fill?.with_picture ?? false;
    this.#put("of_section", fill?.from === "section" ? String(fill.value) : "");
    this.#put("of_form", fill?.from === "form" ? fill.value : "");
    const named = this.store.said.names[`${fill?.from}-${fill?.value}`];
    if (fill && ["topic", "contributor"].includes(fill.from)) this.#put("named", named ?? "");
    this.#parts(this.fields.from.value);
  }

  #put(name, value) {
    const field = this.fields[name];
    if (field !== document.activeElement && field.value !== value) field.value = value;
  }

  // Only what the chosen source asks for is shown.
  #parts(from) {
    for (const part of this.form.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(from);
    }
  }

  #changed(field) {
    const { name } = field;
    if (!this.form.checkValidity()) return this.form.reportValidity();
    if (PLAIN.includes(name)) this.#set({ [name]: field.value.trim() });
    else if (name === "shows") this.#set({ shows: Number(field.value) });
    else if (name === "section") this.#set({ section: field.value ? Number(field.value) : null });
    else this.#filled();
    return true;
  }

  #filled() {
    const { from, form, with_picture: pictured } = this.fields;
    this.#parts(from.value);
    if (!from.value) return this.#set({ backfill: null });
    const value = this.#value(from.value);
    // What the source needs is not said yet: nothing is changed until it is.
    if (value === undefined) return undefined;
    const backfill = { from: from.value, value, with_picture: pictured.checked, form: form.value };
    return this.#set({ backfill });
  }

  #value(from) {
    const { of_section: section, of_form: form, named } = this.fields;
    if (from === "section") return section.value ? Number(section.value) : undefined;
    if (from === "form") return form.value ? this.fields.of_form.value : undefined;
    if (from === "topic" || from === "contributor") return this.#numbered(named.value.trim());
    return null;
  }

  #numbered(name) {
    const options = [...document.getElementById("fronts-names").children];
    const found = options.find((one) => one.value === name)?.dataset.pk;
    return found ? Number(found) : undefined;
  }

  #set(said) {
    this.store.do([{ op: "set_container", id: this.#id, ...said }]);
  }

  #look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), 200);
  }

  async #ask() {
    const query = new URLSearchParams({ kind: this.fields.from.value, q: this.fields.named.value });
    const answer = await fetch(`${this.form.dataset.names}?${query}`).catch(() => null);
    if (!answer?.ok) return;
    const { names } = await answer.json();
    const kind = this.fields.from.value;
    for (const [pk, name] of names) this.store.said.names[`${kind}-${pk}`] = name;
    const options = names.map(([pk, name]) => make("option", { value: name, "data-pk": pk }));
    document.getElementById("fronts-names").replaceChildren(...options);
  }
}
