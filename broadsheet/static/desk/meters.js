// How long a headline is, counted as a reader counts: in graphemes, not in code points.

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function length(text) {
  let count = 0;
  for (const _one of graphemes.segment(text)) count += 1;
  return count;
}

function show(field, meter, most) {
  const count = length(field.value.trim());
  meter.textContent = `${count} / ${most}`;
  meter.dataset.over = String(count > most);
}

export function measure(root) {
  for (const field of root.querySelectorAll("[data-meter]:not([data-metered])")) {
    field.dataset.metered = "";
    const meter = document.createElement("output");
    meter.className = "desk-meter";
    meter.htmlFor = field.id;
    // Read out when asked for, not at every letter.
    meter.setAttribute("aria-live", "off");
    field.after(meter);
    const most = Number(field.dataset.meter);
    field.addEventListener("input", () => show(field, meter, most));
    show(field, meter, most);
  }
}
