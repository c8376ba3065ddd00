// Rows of the navigation and of promos: moved by their buttons or by the handle, without a way to
// the server. Without this script the same buttons send the form.

const WAY = { up: -1, down: 1 };

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > [data-row]")];
}

/** Says where a row stands now, for those who do not see it move. */
function say(form, row) {
  const all = rowsOf(row.parentElement);
  const said = form.querySelector("[data-said]");
  if (said) said.textContent = `${all.indexOf(row) + 1} / ${all.length}`;
}

/** The buttons name a row by its number on the screen: keep the numbers right. */
function number(form) {
  if (form.hasAttribute("data-keeps")) return;
  form.querySelectorAll("[data-row]").forEach((row, at) => {
    for (const button of row.querySelectorAll("[data-move]")) {
      button.value = `${button.dataset.move}:${at}`;
    }
  });
}

function step(row, by) {
  const all = rowsOf(row.parentElement);
  const other = all[all.indexOf(row) + by];
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
}

function press(form, button) {
  const row = button.closest("[data-row]");
  const way = WAY[button.dataset.move];
  if (way) {
    step(row, way);
    button.focus();
    say(form, row);
  } else {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const place = row.closest("fieldset");
    row.remove();
    (
      next?.querySelector('[data-move="out"]') ?? place?.querySelector(".furniture-buttons button")
    )?.focus();
  }
  number(form);
}

/** Lifts a row by its handle; it goes where the pointer is, among the rows of its own list. */
function lift(form, handle, event) {
  const row = handle.closest("[data-row]");
  const list = row.parentElement;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  row.classList.add("is-lifted");
  const follow = (moved) => {
    const under = rowsOf(list).find((one) => {
      const box = one.getBoundingClientRect();
      return one !== row && moved.clientY >= box.top && moved.clientY < box.bottom;
    });
    if (!under) return;
    const box = under.getBoundingClientRect();
    if (moved.clientY < box.top + box.height / 2) under.before(row);
    else under.after(row);
  };
  const drop = () => {
    handle.removeEventListener("pointermove", follow);
    row.classList.remove("is-lifted");
    number(form);
    say(form, row);
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", drop, { once: true });
}

for (const form of document.querySelectorAll("[data-arranges]")) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    press(form, button);
  });
  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (handle) lift(form, handle, event);
  });
}
