// The fast fix: marks what was changed, lets a paragraph with links be edited as it is read, and
// asks before unsent work is left.

const form = document.querySelector("form.fix");
let sent = false;

function mark(field, shown) {
  shown.classList.toggle("is-changed", field.value !== field.defaultValue);
}

/** Where the style sheet cannot size a field by its text, this does. */
function fit(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}

/** Puts an editable paragraph in the place of a field that holds markup; the field is sent. */
function editAsRead(field) {
  const shown = document.createElement("div");
  shown.className = field.className;
  shown.contentEditable = "true";
  shown.role = "textbox";
  shown.ariaMultiLine = "true";
  shown.ariaLabel = field.getAttribute("aria-label");
  shown.innerHTML = field.value; // cleaned by the server, which cleans it again
  shown.addEventListener("input", () => {
    field.value = shown.innerHTML;
    mark(field, shown);
  });
  shown.addEventListener("paste", (event) => {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").replace(/\s+/g, " ");
    document.execCommand("insertText", false, text);
  });
  shown.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  field.hidden = true;
  field.after(shown);
}

function changed() {
  return [...form.querySelectorAll(".fix-piece[name]")].some(
    (field) => field.value !== field.defaultValue,
  );
}

for (const field of form.querySelectorAll("textarea.fix-piece")) {
  if ("rich" in field.dataset) {
    editAsRead(field);
    continue;
  }
  fit(field);
  field.addEventListener("input", () => {
    fit(field);
    mark(field, field);
  });
}
form.addEventListener("submit", () => {
  sent = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!sent && changed()) event.preventDefault();
});
