// "Save" beside Share: what it keeps is read without a network, and goes or is mended when the
// paper withdraws or corrects it. The worker that does so comes with the first story saved.

const STORY = "broadsheet-story-";
const HALF_A_DAY = 43_200_000;

async function ask(question) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  active.postMessage(question, [port2]);
  return answer;
}

/** Has the worker come, and have it look now and then where the browser allows that. */
async function bringWorker(address) {
  const known = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  navigator.serviceWorker.ready
    .then(() => known.periodicSync?.register("look", { minInterval: HALF_A_DAY }))
    .catch(() => {});
}

/** The pictures of the story as they are on screen, and the files that the page has loaded. */
function onScreen() {
  const pictures = document.querySelectorAll("article picture img");
  const path = (url) => (url.startsWith(location.origin) ? url.slice(location.origin.length) : url);
  const loaded = performance.getEntriesByType("resource");
  const faces = loaded.filter(({ name }) => /\.woff2(?:\?|$)/.test(name));
  return {
    shown: [...pictures].map((picture) => path(picture.currentSrc)).filter(Boolean),
    seen: faces.map(({ name }) => path(name)),
    width: Math.round(Math.min(innerWidth, 800) * devicePixelRatio),
  };
}

class Save {
  constructor(place) {
    this.facts = JSON.parse(place.dataset.offline);
    this.worker = place.dataset.worker;
    this.button = place.querySelector("button");
    this.said = place.querySelector("[role=status]");
    this.list = place.querySelector("template");
    this.button.addEventListener("click", () => this.press());
    document.addEventListener("click", ({ target }) => place.contains(target) || this.hush());
    place.addEventListener("keydown", ({ key }) => key === "Escape" && this.hush());
  }

  get isSaved() {
    return this.button.getAttribute("aria-pressed") === "true";
  }

  async show() {
    const saved = await caches.has(`${STORY}${this.facts.number}`);
    this.button.setAttribute("aria-pressed", String(saved));
    this.button.classList.add("ready");
  }

  /** What was said goes when the reader goes on. */
  hush() {
    if (this.button.getAttribute("aria-disabled") !== "true") this.said.replaceChildren();
  }

  say(word) {
    this.said.textContent = this.said.dataset[word];
    if (word === "saved" || word === "full") this.said.append(this.list.content.cloneNode(true));
  }

  async press() {
    if (this.button.getAttribute("aria-disabled") === "true") return;
    this.button.setAttribute("aria-disabled", "true");
    try {
      this.say(await (this.isSaved ? this.remove() : this.save()));
    } catch {
      this.say("trouble");
    }
    this.button.removeAttribute("aria-disabled");
    await this.show();
  }

  async save() {
    this.say("saving");
    await bringWorker(this.worker);
    const { address, language } = this.facts;
    const { refused } = await ask({ ask: "save", address, language, ...onScreen() });
    return refused ?? "saved";
  }

  async remove() {
    const { refused } = await ask({ ask: "remove", number: this.facts.number });
    return refused ?? "removed";
  }
}

/** A story that was withdrawn does not stay on the screen of whoever saved it. */
function follow(save) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.changed?.gone.includes(save.facts.number)) location.reload();
    else save.show();
  });
  addEventListener("online", async () => {
    if (await navigator.serviceWorker.getRegistration()) ask({ ask: "look" });
  });
}

if ("serviceWorker" in navigator && "caches" in window) {
  for (const place of document.querySelectorAll("[data-offline]")) {
    const save = new Save(place);
    save.show().catch(() => {});
    follow(save);
  }
}
