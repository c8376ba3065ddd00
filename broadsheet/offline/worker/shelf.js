// What the device keeps: a cache for each story, so that one goes whole, and one for what they
// share. Nothing else is kept: no page that nobody saved, no desk, no account.

const STORY = "broadsheet-story-";
const SHARED = "broadsheet-shared";
const ABOUT = "/saved/about.json";
const STATE = "/saved/state.json";

async function read(cache, name) {
  const found = await cache.match(name);
  return found ? found.json() : null;
}

function write(cache, name, value) {
  return cache.put(name, new Response(JSON.stringify(value)));
}

/** What is known of each saved story. */
export async function everyStory() {
  const names = (await caches.keys()).filter((name) => name.startsWith(STORY));
  const found = await Promise.all(names.map(async (name) => read(await caches.open(name), ABOUT)));
  return found.filter((about) => about !== null);
}

/** How far the list was read, which saved stories are gone, and what the pages of lists need. */
export async function state() {
  const found = await read(await caches.open(SHARED), STATE);
  return { last: 0, gone: [], lists: {}, language: "", ...found };
}

export async function setState(changed) {
  const whole = { ...(await state()), ...changed };
  await write(await caches.open(SHARED), STATE, whole);
  return whole;
}

/** Puts a story in the place of what was kept of it; what is known of it is written last. */
export async function keep(about, entries) {
  const cache = await caches.open(`${STORY}${about.number}`);
  const wanted = new Set([ABOUT, ...entries.map(([name]) => name)]);
  for (const [name, answer] of entries) await cache.put(name, answer);
  await write(cache, ABOUT, about);
  for (const request of await cache.keys()) {
    const name = request.url.slice(self.location.origin.length);
    if (!wanted.has(name) && !wanted.has(request.url)) await cache.delete(request);
  }
}

export async function keepShared(entries) {
  const cache = await caches.open(SHARED);
  for (const [name, answer] of entries) await cache.put(name, answer);
}

/** Lets go of a story whole. */
export function drop(number) {
  return caches.delete(`${STORY}${number}`);
}

/** Lets go of shared files that no saved story and no list needs. */
export async function prune() {
  const { lists } = await state();
  const needed = new Set([STATE, ...Object.keys(lists), ...Object.values(lists).flat()]);
  for (const about of await everyStory()) for (const file of about.files) needed.add(file);
  const cache = await caches.open(SHARED);
  for (const request of await cache.keys()) {
    const name = request.url.slice(self.location.origin.length);
    if (!needed.has(name) && !needed.has(request.url)) await cache.delete(request);
  }
}

/** Lets go of everything. */
export async function clear() {
  for (const name of await caches.keys()) {
    if (name.startsWith(STORY) || name === SHARED) await caches.delete(name);
  }
}

/** A page or a file as it was kept; a picture of another width is answered with the one kept. */
export async function kept(url) {
  const name = url.origin === self.location.origin ? url.pathname : url.href;
  if (name === ABOUT || name === STATE) return undefined;
  const found = await caches.match(name);
  if (found) return found;
  const about = (await everyStory()).find(({ pictures }) => name in pictures);
  return about && caches.match(about.pictures[name]);
}

/** How many bytes all of it takes. */
export async function room() {
  let bytes = 0;
  for (const name of await caches.keys()) {
    if (!name.startsWith(STORY) && name !== SHARED) continue;
    const cache = await caches.open(name);
    for (const answer of await cache.matchAll()) bytes += (await answer.blob()).size;
  }
  return bytes;
}
