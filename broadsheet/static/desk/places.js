// Finds the place in the editor that a content path names, opens its tab, and puts the cursor there.

function find(path) {
  let place = document.querySelector("form[data-edit-form]");
  for (const step of path.split(".")) {
    const inner = place.querySelector(`[data-contentpath="${CSS.escape(step)}"]`);
    if (!inner) break;
    place = inner;
  }
  if (place.matches("form")) {
    const list = document.getElementById(`id_${path.split(".")[0]}-FORMS`);
    return list?.closest(".w-panel") ?? null;
  }
  return place;
}

export function goTo(path) {
  const place = find(path);
  if (!place) return;
  const tab = place.closest('[role="tabpanel"]');
  if (tab) document.querySelector(`[role="tab"][aria-controls="${CSS.escape(tab.id)}"]`)?.click();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  const field = place.querySelector(
    'input:not([type="hidden"]), textarea, select, [contenteditable="true"], button',
  );
  field?.focus({ preventScroll: true });
}
