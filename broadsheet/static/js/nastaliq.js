// Urdu in our own Nastaliq, for readers who ask for it: 108 KB, loaded once, kept by the browser.

const KEY = "urdu-face";
const root = document.documentElement;

function remember(on) {
  try {
    if (on) localStorage.setItem(KEY, "nastaliq");
    else localStorage.removeItem(KEY);
  } catch {
    // Storage refused: the choice then holds for this page only.
  }
}

function apply(on, button) {
  if (on) root.dataset.urduFace = "nastaliq";
  else delete root.dataset.urduFace;
  button.setAttribute("aria-pressed", String(on));
}

for (const button of document.querySelectorAll("[data-nastaliq]")) {
  apply(root.dataset.urduFace === "nastaliq", button);
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = root.dataset.urduFace !== "nastaliq";
    apply(on, button);
    remember(on);
  });
}
