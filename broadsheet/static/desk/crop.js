// The part of a picture that a use shows: the picture with a frame over it, and four numbers.
// Without this script there is one field with the same four numbers.

const SMALLEST = 5;
const STEP = 1;
const ENOUGH = 800; // pixels across: what a large screen shows of a body's picture
const SIDES = ["left", "top", "width", "height"];
const WHOLE = { left: 0, top: 0, width: 100, height: 100 };
const framed = new WeakMap();

const round = (number) => Math.round(number * 10) / 10;
const within = (number, least, most) => Math.min(Math.max(number, least), most);

function parsed(text) {
  const numbers = text
    .split(/[\s,%]+/)
    .filter(Boolean)
    .map(Number);
  if (numbers.length !== 4 || numbers.some(Number.isNaN)) return { ...WHOLE };
  return held(Object.fromEntries(SIDES.map((side, at) => [side, numbers[at]])));
}

// A box that lies in the picture and is not too small to mean anything.
function held(box) {
  const width = within(box.width, SMALLEST, 100);
  const height = within(box.height, SMALLEST, 100);
  return {
    left: round(within(box.left, 0, 100 - width)),
    top: round(within(box.top, 0, 100 - height)),
    width: round(width),
    height: round(height),
  };
}

const isWhole = (box) => box.width === 100 && box.height === 100;
const written = (box) => (isWhole(box) ? "" : SIDES.map((side) => box[side]).join(","));

function made(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// The hidden field in which the chooser beside it keeps the picture's key.
function chooserOf(field) {
  const name = field.name.endsWith("-crop")
    ? field.name.replace(/crop$/, "picture")
    : field.name.replace(/_crop$/, "");
  return field.form?.elements.namedItem(name);
}

class Frame {
  constructor(field) {
    this.field = field;
    this.picture = null;
    this.box = parsed(field.value);
    this.told = (name) => field.dataset[`told${name[0].toUpperCase()}${name.slice(1)}`];
    this.build();
    this.follow();
  }

  build() {
    this.image = made("img", { alt: "", draggable: "false" });
    this.frame = made("div", {
      class: "crop-frame",
      tabindex: "0",
      role: "group",
      "aria-label": this.told("frame"),
    });
    for (const corner of ["nw", "ne", "sw", "se"]) {
      this.frame.append(made("span", { class: "crop-corner", "data-corner": corner }));
    }
    this.stage = made("div", { class: "crop-stage" }, this.image, this.frame);
    this.said = made("p", { class: "crop-said", role: "status" });
    this.numbers = made("div", { class: "crop-numbers" });
    for (const side of SIDES) this.numbers.append(this.number(side));
    this.clear = made("button", { type: "button", class: "button button-small button-secondary" });
    this.clear.textContent = this.told("whole");
    this.clear.addEventListener("click", () => this.keep({ ...WHOLE }));
    this.numbers.append(this.clear);
    this.place = made("div", { class: "crop", hidden: "" }, this.stage, this.said, this.numbers);
    this.field.after(this.place);
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("pointerdown", (event) => this.grab(event));
  }

  number(side) {
    const least = side === "width" || side === "height" ? SMALLEST : 0;
    const input = made("input", { type: "number", min: least, max: 100, step: "any" });
    input.dataset.side = side;
    input.addEventListener("change", () => {
      if (input.value !== "") this.keep(held({ ...this.box, [side]: Number(input.value) }));
      else this.show();
    });
    return made("label", {}, made("span", {}, `${this.told(side)} %`), input);
  }

  // Look which picture is chosen: another one is shown whole.
  async follow() {
    const key = chooserOf(this.field)?.value ?? "";
    if (key === this.picture) return;
    const another = this.picture !== null;
    this.picture = key;
    if (another) this.keep({ ...WHOLE });
    const seen = key && (await this.ask(key));
    if (key !== this.picture) return;
    this.place.hidden = !seen;
    this.field.hidden = Boolean(seen) || !key;
    if (!seen) return;
    this.size = seen;
    this.image.src = seen.url;
    this.show();
  }

  async ask(key) {
    const address = this.field.dataset.crop.replace("/0/", `/${key}/`);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : null;
  }

  keep(box) {
    this.box = box;
    this.show();
    if (this.field.value === written(box)) return;
    this.field.value = written(box);
    for (const name of ["input", "change"]) {
      this.field.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }

  show() {
    for (const side of SIDES) {
      this.frame.style[side] = `${this.box[side]}%`;
      this.numbers.querySelector(`[data-side="${side}"]`).value = this.box[side];
    }
    this.clear.disabled = isWhole(this.box);
    if (!this.size) return;
    const width = Math.round((this.size.width * this.box.width) / 100);
    const height = Math.round((this.size.height * this.box.height) / 100);
    const words = this.told(width < ENOUGH ? "small" : "size");
    this.said.textContent = words.replace("{width}", width).replace("{height}", height);
    this.said.classList.toggle("crop-said--small", width < ENOUGH);
  }

  key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const [across, down] = way.map((one) => one * (event.altKey ? STEP / 10 : STEP));
    const { left, top, width, height } = this.box;
    this.keep(
      event.shiftKey
        ? held({
            left,
            top,
            width: within(width + across, SMALLEST, 100 - left),
            height: within(height + down, SMALLEST, 100 - top),
          })
        : held({ left: left + across, top: top + down, width, height }),
    );
  }

  at(event) {
    const sides = this.stage.getBoundingClientRect();
    return {
      x: within(((event.clientX - sides.left) / sides.width) * 100, 0, 100),
      y: within(((event.clientY - sides.top) / sides.height) * 100, 0, 100),
    };
  }

  // A corner is pulled, a frame is moved, and anywhere else a new frame is drawn.
  grab(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const start = this.at(event);
    const before = { ...this.box };
    const corner = event.target.dataset?.corner;
    const moves = !corner && event.target === this.frame && !isWhole(before);
    const fixed = corner ? opposite(before, corner) : start;
    const follow = (moved) => {
      const now = this.at(moved);
      this.box = moves
        ? held({
            ...before,
            left: before.left + now.x - start.x,
            top: before.top + now.y - start.y,
          })
        : between(fixed, now);
      this.show();
    };
    const settle = (last) => {
      this.stage.removeEventListener("pointermove", follow);
      this.stage.removeEventListener("pointerup", settle);
      this.stage.removeEventListener("pointercancel", settle);
      const slipped = Math.hypot(last.clientX - event.clientX, last.clientY - event.clientY) < 4;
      this.keep(slipped || last.type === "pointercancel" ? before : { ...this.box });
    };
    this.stage.setPointerCapture(event.pointerId);
    this.stage.addEventListener("pointermove", follow);
    this.stage.addEventListener("pointerup", settle);
    this.stage.addEventListener("pointercancel", settle);
    this.frame.focus({ preventScroll: true });
  }
}

function opposite(box, corner) {
  return {
    x: corner.endsWith("w") ? box.left + box.width : box.left,
    y: corner.startsWith("n") ? box.top + box.height : box.top,
  };
}

function between(one, other) {
  return held({
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  });
}

function settle() {
  for (const field of document.querySelectorAll("input[data-crop]")) {
    if (framed.has(field)) framed.get(field).follow();
    else framed.set(field, new Frame(field));
  }
}

settle();
new MutationObserver(settle).observe(document.body, { childList: true, subtree: true });
document.addEventListener("change", settle);
