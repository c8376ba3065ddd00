// What a browser adds to the links by which a story is passed on: the device's own sheet where it
// has one, and copying. The plain links are there without it.

const SHOWN_FOR = 4_000;

/** Says how it went, on the button for those who look and in a status line for those who listen. */
function tell(button, words) {
  const status = button.closest("details, div, section")?.querySelector("[data-said]");
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = words;
  if (status) status.textContent = words;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => {
    button.textContent = label;
    if (status) status.textContent = "";
  }, SHOWN_FOR);
}

function show(button) {
  (button.closest("[hidden]") ?? button).hidden = false;
}

/** A browser has a clipboard on a safe connection only; without one the button is not shown. */
function offerCopy(button) {
  if (!navigator.clipboard?.writeText) return;
  show(button);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      tell(button, button.dataset.done);
    } catch {
      tell(button, button.dataset.failed);
    }
  });
}

async function send(page, otherwise) {
  try {
    await navigator.share(page);
  } catch (refused) {
    if (refused.name !== "AbortError") otherwise();
  }
}

function offerSheet(button) {
  if (!navigator.share) return;
  show(button);
  const { title, url } = button.dataset;
  button.addEventListener("click", () => send({ title, url }, () => {}));
}

/** On a phone one touch opens the device's sheet; elsewhere it is one of the ways in the list. */
function openSheetAtOnce(details) {
  if (!navigator.share || !matchMedia("(pointer: coarse)").matches) return;
  const { title, url } = details.dataset;
  details.querySelector("summary").addEventListener("click", (event) => {
    event.preventDefault();
    send({ title, url }, () => {
      details.open = true;
    });
  });
}

function closeOnLeaving(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

for (const button of document.querySelectorAll("button[data-copy]")) offerCopy(button);
for (const button of document.querySelectorAll("button[data-send]")) offerSheet(button);
for (const details of document.querySelectorAll("details.share")) {
  openSheetAtOnce(details);
  closeOnLeaving(details);
}
