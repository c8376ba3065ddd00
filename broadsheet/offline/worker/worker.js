// The worker itself. The network comes first, always: what is kept answers only where there is none.

import { Refused, save } from "./fetching.js";
import { isDue, look, lostNetwork } from "./looking.js";
import { clear, drop, everyStory, kept, prune, room, setState, state } from "./shelf.js";

const FILES = ["style", "script", "font", "image"];
let cut = false;
let turn = Promise.resolve();

/** One after the other: a save and a look never write into each other. */
function inTurn(task) {
  const done = turn.then(task);
  turn = done.catch(() => {});
  return done;
}

/** Looks, and tells every open page what came of it. */
async function lookAndTell() {
  const told = await inTurn(look);
  if (!told.gone.length && !told.mended.length) return told;
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const page of pages) page.postMessage({ changed: told });
  return told;
}

async function instead(url) {
  const found = await kept(url);
  if (found) return found;
  const { language } = await state();
  const list = await kept(new URL(TOLD.lists[language] ?? TOLD.lists[TOLD.language], url));
  if (!list) return Response.error();
  return new Response(await list.blob(), { status: 503, headers: list.headers });
}

async function page(event, preloaded) {
  let answer;
  try {
    answer = (await preloaded) ?? (await fetch(event.request));
  } catch {
    cut = true;
    lostNetwork();
    await self.registration.sync?.register("look").catch(() => {});
    return instead(new URL(event.request.url));
  }
  cut = false;
  if (isDue()) event.waitUntil(lookAndTell().catch(() => {}));
  return answer;
}

async function fileOf(request) {
  try {
    return await fetch(request);
  } catch (unreachable) {
    const found = await kept(new URL(request.url));
    if (!found) throw unreachable;
    return found;
  }
}

function isOurs(request) {
  const url = new URL(request.url);
  const here = url.origin === self.location.origin;
  return (
    request.method === "GET" && !(here && TOLD.closed.some((one) => url.pathname.startsWith(one)))
  );
}

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable(), prune()]),
  );
});

self.addEventListener("fetch", (event) => {
  if (!isOurs(event.request)) return;
  if (event.request.mode === "navigate") {
    const preloaded = event.preloadResponse;
    event.respondWith(page(event, preloaded));
  } else if ((cut || !navigator.onLine) && FILES.includes(event.request.destination)) {
    event.respondWith(fileOf(event.request));
  }
});

for (const name of ["sync", "periodicsync"]) {
  self.addEventListener(name, (event) => event.waitUntil(lookAndTell()));
}

// --- what pages ask for ---

const ASKED = {
  save: (asked) => save(asked),
  async remove({ number }) {
    await drop(number);
    const { gone } = await state();
    await setState({ gone: gone.filter((one) => one.number !== number) });
    await prune();
  },
  clear,
  async list() {
    const stories = await everyStory();
    return { stories, gone: (await state()).gone, bytes: stories.length ? await room() : 0 };
  },
};

async function answer({ ask, ...asked }) {
  if (ask === "look") return lookAndTell();
  const done = await inTurn(() => ASKED[ask](asked));
  // A page may have changed while it was being saved.
  if (ask === "save") await lookAndTell().catch(() => {});
  return done;
}

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  event.waitUntil(
    answer(event.data).then(
      (done) => port.postMessage({ done }),
      (trouble) =>
        port.postMessage({ refused: trouble instanceof Refused ? trouble.message : "trouble" }),
    ),
  );
});
