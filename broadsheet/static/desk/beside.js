// Two who have one story open: Wagtail asks the second to save whether to overwrite. Here nothing
// is overwritten, so the question says what becomes of the text.

/** Puts our words in the question, each time that Wagtail's have been put there. */
export function tellWhatBecomesOfIt(words) {
  const told = document.getElementById("subtitle-w-save-confirmation-dialog");
  // Without somebody who saved, the question is about the network: those words stand.
  const saved = document.querySelector(".w-editing-sessions__session--saved");
  if (told && saved && told.textContent !== words) told.textContent = words;
}
