// The story editor: meters, and what is found and suggested while somebody writes.
import { keepUp } from "./answers.js";
import { tellWhatBecomesOfIt } from "./beside.js";
import { measure } from "./meters.js";

const side = document.querySelector("[data-answers]");

function settle() {
  measure(document);
  if (side) tellWhatBecomesOfIt(side.dataset.beside);
}

settle();
new MutationObserver(settle).observe(document.body, { childList: true, subtree: true });

if (side) keepUp(side);
