// Brings the present banner to a story page. Without an answer, or without this, there is none.

const CLOSED = "closed-banners";
const KEPT = 20;

function closed() {
  try {
    return JSON.parse(localStorage.getItem(CLOSED) ?? "[]");
  } catch {
    return [];
  }
}

/** Remembers the numbers of the last banners that this reader closed. */
function rememberClosed(number) {
  try {
    localStorage.setItem(CLOSED, JSON.stringify([...closed(), number].slice(-KEPT)));
  } catch {
    // Storage refused: it is closed on this page only.
  }
}

/** Says whether a banner is for this page: for its sections, and not leading to itself. */
function isForHere(banner, sections) {
  if (banner.dataset.address === location.pathname) return false;
  const { in: where } = banner.dataset;
  return where === undefined || where.split(" ").some((one) => sections.includes(one));
}

function show(place, banner) {
  place.replaceChildren(banner.content.cloneNode(true));
  place.querySelector(".banner-close").addEventListener("click", () => {
    rememberClosed(banner.dataset.banner);
    place.replaceChildren();
  });
}

async function bring(place) {
  let text;
  try {
    const answer = await fetch(place.dataset.banners);
    if (!answer.ok) return;
    text = await answer.text();
  } catch {
    return;
  }
  const sections = place.dataset.in.split(" ");
  const known = closed();
  const there = new DOMParser().parseFromString(text, "text/html");
  const banner = [...there.querySelectorAll("template[data-banner]")].find(
    (one) => isForHere(one, sections) && !known.includes(one.dataset.banner),
  );
  if (banner) show(place, banner);
}

function bringAll() {
  for (const place of document.querySelectorAll("[data-banners]")) bring(place);
}

// Once the page is there and painted: a slow line is its own until then.
const painted = () => requestAnimationFrame(() => setTimeout(bringAll));
if (document.readyState === "complete") painted();
else addEventListener("load", painted, { once: true });
