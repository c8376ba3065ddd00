// Suggestions above a list of the editor: one click adds a row with the suggestion chosen in it.

function box(list, heading) {
  const id = `desk-suggested-${list}`;
  const there = document.getElementById(id);
  if (there) return there;
  const rows = document.getElementById(`id_${list}-FORMS`);
  if (!rows) return null;
  const made = document.createElement("div");
  made.id = id;
  made.className = "desk-suggested";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", heading);
  rows.before(made);
  return made;
}

function take(list, field, one) {
  document.getElementById(`id_${list}-ADD`).click();
  const row = Number(document.getElementById(`id_${list}-TOTAL_FORMS`).value) - 1;
  const input = document.getElementById(`id_${list}-${row}-${field}`);
  const chooser = document.getElementById(`${input.id}-chooser`);
  input.value = one.id;
  chooser.querySelector("[data-chooser-title]").textContent = one.title;
  const edit = chooser.querySelector("[data-chooser-edit-link]");
  if (edit) {
    edit.href = one.edit;
    edit.hidden = false;
  }
  chooser.classList.remove("blank");
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

export function suggest(list, field, found, heading, after) {
  const place = box(list, heading);
  if (!place) return;
  const label = document.createElement("span");
  label.textContent = heading;
  const buttons = found.map((one) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = one.title;
    button.title = one.kind;
    button.addEventListener("click", () => {
      take(list, field, one);
      button.remove();
      if (!place.querySelector("button")) place.replaceChildren();
      after();
    });
    return button;
  });
  place.replaceChildren(...(found.length ? [label, ...buttons] : []));
}
