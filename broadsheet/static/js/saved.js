// The list of what is saved on this device, made from what the worker keeps. Nobody else knows it.

const list = document.querySelector("[data-saved]");
const language = document.documentElement.lang;

async function ask(question) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  active.postMessage(question, [port2]);
  return answer;
}

function inBytes(bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  const digits = bytes < 1e7 && bytes >= 1e6 ? 1 : 0;
  const manner = { style: "unit", unit, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language, manner).format(bytes / size);
}

function part(name) {
  return list.querySelector(`template.${name}`).content.firstElementChild.cloneNode(true);
}

/** Lets go of one, and leaves whoever uses the keyboard where they were. */
async function letGo(number, place) {
  await ask({ ask: "remove", number });
  await show();
  const buttons = [...list.querySelectorAll("ul button")];
  (buttons[Math.min(place, buttons.length - 1)] ?? list.querySelector("h2, p")).focus();
}

function line(about, place) {
  const item = part("story");
  const link = item.querySelector("a");
  link.href = about.address;
  link.textContent = about.title;
  item.querySelector("p").lang = about.language;
  item.querySelector("p").dir = "auto";
  item.querySelector(".size").textContent = inBytes(about.bytes);
  item.querySelector("button .unseen").textContent = about.title;
  item.querySelector("button").addEventListener("click", () => letGo(about.number, place));
  return item;
}

function lineOfGone({ number }, place) {
  const item = part("gone");
  item.querySelector("button").addEventListener("click", () => letGo(number, place));
  return item;
}

async function show() {
  const known = await navigator.serviceWorker.getRegistration();
  const nothing = { stories: [], gone: [], bytes: 0 };
  const { stories, gone, bytes } = known ? ((await ask({ ask: "list" })).done ?? nothing) : nothing;
  stories.sort((one, other) => other.at - one.at);
  const lines = [
    ...gone.map((one, place) => lineOfGone(one, place)),
    ...stories.map((about, place) => line(about, gone.length + place)),
  ];
  list.querySelector("ul").replaceChildren(...lines);
  list.querySelector(".none").hidden = lines.length > 0;
  list.querySelector(".room").hidden = stories.length === 0;
  list.querySelector(".room .size").textContent = inBytes(bytes);
  list.setAttribute("aria-busy", "false");
}

/** The browser's own offer to install the paper, where it makes one. */
function offerInstall(place) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    place.hidden = false;
    place.querySelector("button").addEventListener("click", async () => {
      place.hidden = true;
      await event.prompt();
    });
  });
}

async function start() {
  list.querySelector(".cut").hidden = location.pathname === list.dataset.saved;
  list.querySelector(".all").addEventListener("click", async () => {
    await ask({ ask: "clear" });
    await show();
    list.querySelector(".none").focus();
  });
  navigator.serviceWorker.addEventListener("message", show);
  addEventListener("online", async () => {
    if (await navigator.serviceWorker.getRegistration()) await ask({ ask: "look" });
    if (location.pathname !== list.dataset.saved) location.reload();
  });
  await show();
  if (navigator.onLine && (await navigator.serviceWorker.getRegistration())) ask({ ask: "look" });
}

offerInstall(document.querySelector(".install"));
if ("serviceWorker" in navigator && "caches" in window) start();
else list.querySelector(".cannot").hidden = false;
