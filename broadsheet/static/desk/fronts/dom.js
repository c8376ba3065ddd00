// Elements made in one line, and the words of the screen.

const said = JSON.parse(document.getElementById("fronts-words")?.textContent ?? "{}");

// The words under a key, with what stands in {braces} filled in.
export function words(key, values = {}) {
  const text = said[key] ?? key;
  return text.replaceAll(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
}

export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (name in made && typeof value === "boolean") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(label, attributes = {}, ...children) {
  const shown = children.length ? children : [label];
  const named = children.length ? { "aria-label": label, title: label } : {};
  return make("button", { type: "button", ...named, ...attributes }, ...shown);
}

const NS = "http://www.w3.org/2000/svg";

// One of Wagtail's own icons.
export function icon(name) {
  const drawn = document.createElementNS(NS, "svg");
  drawn.setAttribute("class", `icon icon-${name}`);
  drawn.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(NS, "use");
  use.setAttribute("href", `#icon-${name}`);
  drawn.append(use);
  return drawn;
}

// Says something to whoever cannot see it; the same words twice are said twice.
export function announce(text) {
  const place = document.getElementById("fronts-live");
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = text;
  });
}
