// The story editor: meters, and what is found and suggested while somebody writes.
import { keepUp } from "./answers.js";
import { measure } from "./meters.js";

measure(document);
new MutationObserver(() => measure(document)).observe(document.body, {
  childList: true,
  subtree: true,
});

const side = document.querySelector("[data-answers]");
if (side) keepUp(side);
