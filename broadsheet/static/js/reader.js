// What a browser adds to any page: times said the reader's way, and the size of text.
// The page is whole without it.

const STEPS = ["s", "", "l", "xl", "xxl"];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says "4 hours ago" for a moment less than a day old; the exact time stays in the title. */
function sayRelative(time, now) {
  const age = now - Date.parse(time.dateTime);
  if (!(age >= 0 && age < DAY)) return;
  const words = new Intl.RelativeTimeFormat(time.closest("[lang]")?.lang || "en", {
    numeric: "always",
  });
  time.textContent =
    age < HOUR
      ? words.format(-Math.max(1, Math.floor(age / MINUTE)), "minute")
      : words.format(-Math.floor(age / HOUR), "hour");
}

function remember(size) {
  try {
    if (size) localStorage.setItem("text-size", size);
    else localStorage.removeItem("text-size");
  } catch {
    // Storage refused: the choice then holds for this page only.
  }
}

function applySize(step, buttons) {
  const root = document.documentElement;
  if (STEPS[step]) root.dataset.textSize = STEPS[step];
  else delete root.dataset.textSize;
  buttons.smaller?.setAttribute("aria-disabled", String(step === 0));
  buttons.larger?.setAttribute("aria-disabled", String(step === STEPS.length - 1));
}

function offerTextSize(tools) {
  const buttons = {
    smaller: tools.querySelector(".smaller"),
    larger: tools.querySelector(".larger"),
  };
  let step = Math.max(0, STEPS.indexOf(document.documentElement.dataset.textSize ?? ""));
  const move = (by) => {
    const next = Math.min(STEPS.length - 1, Math.max(0, step + by));
    if (next === step) return;
    step = next;
    applySize(step, buttons);
    remember(STEPS[step]);
  };
  applySize(step, buttons);
  buttons.smaller?.addEventListener("click", () => move(-1));
  buttons.larger?.addEventListener("click", () => move(1));
}

/** A reader of a story need not be sent to it; a list with nothing else in it is no list. */
function leaveOutThisPage(part) {
  const listed = part.querySelector("li") !== null;
  for (const link of part.querySelectorAll("li a")) {
    if (link.pathname === location.pathname) link.closest("li").remove();
  }
  if (listed) part.hidden = !part.querySelector("li");
}

/** What is new may come once the page is there and painted: a slow line is its own until then. */
function afterLoading(act) {
  const painted = () => requestAnimationFrame(() => setTimeout(act));
  if (document.readyState === "complete") painted();
  else addEventListener("load", painted, { once: true });
}

/** Puts in what is new since the page was printed; without an answer the page stays as it is. */
async function bringUpToDate(part) {
  try {
    const answer = await fetch(part.dataset.running);
    if (!answer.ok) return;
    part.innerHTML = await answer.text();
  } catch {
    return;
  }
  leaveOutThisPage(part);
  for (const time of part.querySelectorAll("time[data-relative]")) sayRelative(time, Date.now());
}

/** Closes the open sheet of sections by the Escape key, or when the reader goes on elsewhere. */
function closeSheet(sheet) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !sheet.open) return;
    sheet.open = false;
    sheet.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (sheet.open && !sheet.contains(event.target)) sheet.open = false;
  });
}

/** Says over the front page which day it is where the paper is printed. */
function sayToday(place, now) {
  const page = document.documentElement.lang;
  const language = `${page === "en" ? "en-GB" : page}-u-nu-latn`;
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const words = new Intl.DateTimeFormat(language, { ...long, timeZone: place.dataset.zone });
  place.textContent = words.format(now);
}

const now = Date.now();
for (const place of document.querySelectorAll(".today")) sayToday(place, now);
for (const sheet of document.querySelectorAll("details.sheet")) closeSheet(sheet);
for (const part of document.querySelectorAll("[data-running]")) {
  leaveOutThisPage(part);
  afterLoading(() => bringUpToDate(part));
}
for (const time of document.querySelectorAll("time[data-relative]")) sayRelative(time, now);
for (const tools of document.querySelectorAll(".text-size")) offerTextSize(tools);
