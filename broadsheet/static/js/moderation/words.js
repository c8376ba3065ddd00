// The words of the screen, and its voice for whoever cannot see it.

const kept = document.querySelector("template[data-words]");
const said = new Map();
for (const one of kept?.content.querySelectorAll("[data-word]") ?? []) {
  said.set(one.dataset.word, one.textContent.trim());
}

// The words under a key, with what stands in {braces} filled in.
export function words(key, values = {}) {
  return (said.get(key) ?? key).replaceAll(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
}

// Says something; the same words twice are said twice.
export function say(text) {
  const place = document.querySelector("[data-live]");
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = text;
  });
}

// Says that something went wrong, for everybody to see until the next thing does well.
export function complain(text) {
  document.querySelector("[data-trouble]").textContent = text;
}
