// Advertisements of other sites: none is asked for anything before the reader has allowed it.
// The choice stays in this browser, holds for all of our pages, and can be taken back.

const KEY = "third-parties";

function chosen() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function choose(choice) {
  try {
    if (choice) localStorage.setItem(KEY, choice);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage refused: the choice then holds for this page only.
  }
  apply(choice);
}

/** Puts the frame into the room that was kept for it: no script of it reaches the page. */
function load(box) {
  if (box.querySelector("iframe")) return;
  const frame = document.createElement("iframe");
  frame.title = box.dataset.title;
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.referrerPolicy = "no-referrer";
  frame.loading = "lazy";
  frame.src = box.dataset.frame;
  box.querySelector(".advert-ask").hidden = true;
  box.append(frame);
}

function unload(box) {
  box.querySelector("iframe")?.remove();
  box.querySelector(".advert-ask").hidden = false;
}

function apply(choice) {
  for (const box of document.querySelectorAll("[data-frame]")) {
    if (choice === "yes") load(box);
    else unload(box);
  }
  for (const words of document.querySelectorAll("[data-said]")) {
    words.hidden = words.dataset.said !== choice;
  }
  for (const button of document.querySelectorAll("[data-choice]")) {
    if (button.dataset.choice) {
      button.setAttribute("aria-pressed", String(button.dataset.choice === choice));
    }
  }
}

for (const button of document.querySelectorAll("[data-choice]")) {
  button.addEventListener("click", () => choose(button.dataset.choice));
}
apply(chosen());
