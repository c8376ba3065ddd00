// The question at publishing: what an answer does not need is out of the way.
// Without this script everything is there to be filled in.

const form = document.querySelector("[data-publish-question]");

function chosen(name) {
  return form.querySelector(`input[name="${name}"]:checked`)?.value ?? "";
}

function settle() {
  const note = form.querySelector("[data-note]");
  if (note) note.hidden = !["update", "correction"].includes(chosen("change"));
  form.querySelector("[data-moment]").hidden = chosen("when") !== "later";
}

if (form) {
  form.addEventListener("change", settle);
  settle();
}
