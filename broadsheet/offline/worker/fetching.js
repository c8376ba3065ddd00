// Fetching what is to be kept: a page with its files, and the pictures of the story on it.

import { factsOf, filesOf, pictureFor, picturesOf } from "./rules.js";
import { everyStory, keep, keepShared, prune, setState, state } from "./shelf.js";

export const MOST_STORIES = 60;
const MOST_BYTES = 24_000_000;

/** A refusal with a word that the page has a sentence for. */
export class Refused extends Error {}

/** An answer as it can be kept: whole, and without what was true of its way here alone. */
async function whole(answer) {
  if (answer.type === "opaque") return answer;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "set-cookie"]) headers.delete(name);
  return new Response(await answer.blob(), { status: answer.status, headers });
}

async function weight(answers) {
  const blobs = await Promise.all(answers.map((answer) => answer.clone().blob()));
  return blobs.reduce((sum, blob) => sum + blob.size, 0);
}

async function file(url) {
  let answer;
  try {
    answer = await fetch(url);
  } catch (unreachable) {
    // Another host of ours may allow no reading, only showing.
    if (new URL(url, self.location.href).origin === self.location.origin) throw unreachable;
    answer = await fetch(url, { mode: "no-cors" });
  }
  if (!answer.ok && answer.type !== "opaque") throw new Refused("trouble");
  return [url, await whole(answer)];
}

/** The pictures that can be had, within what one story may take. */
async function pictures(html, shown, width) {
  const names = {};
  const entries = [];
  let bytes = 0;
  for (const files of picturesOf(html)) {
    const wanted = pictureFor(files, shown, width);
    if (entries.some(([url]) => url === wanted)) continue;
    const [, answer] = (await file(wanted).catch(() => null)) ?? [];
    const size = answer ? await weight([answer]) : 0;
    if (!answer || bytes + size > MOST_BYTES) continue;
    bytes += size;
    entries.push([wanted, answer]);
    for (const { url } of files) names[url] = wanted;
  }
  return { names, entries };
}

/** Fetches the page anew, whatever the browser has of it. Gone is an answer as well. */
async function fresh(address) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if ([404, 410, 451].includes(answer.status)) return { gone: true };
  if (!answer.ok) throw new Refused("trouble");
  const copy = await whole(answer);
  const html = await copy.clone().text();
  return { copy, html, facts: factsOf(html) };
}

/**
 * Saves a story, or mends what is kept of it. `shown` are the pictures on screen, `seen` the files
 * that the page has loaded, `width` that of the screen in its own pixels.
 */
export async function bring(address, { shown, seen, width }, stamp = 0) {
  const { gone, copy, html, facts } = await fresh(address);
  if (gone || !facts) throw new Refused("gone");
  // A cache on the way may still have the page as it was before the correction.
  if (facts.stamp < stamp) throw new Refused("trouble");
  const files = [...new Set([...filesOf(html), ...seen])];
  const shared = await Promise.all(files.map(file));
  const { names, entries } = await pictures(html, shown, width);
  await keepShared(shared);
  const about = { ...facts, files, width, pictures: names, at: Date.now() };
  about.bytes = await weight([copy, ...entries.map(([, answer]) => answer)]);
  await keep(about, [[facts.address, copy], ...entries]);
  return about;
}

/** Saves a story that the reader chose. */
export async function save({ address, language, ...shown }) {
  const held = await everyStory();
  if (held.length >= MOST_STORIES && !held.some((about) => about.address === address)) {
    throw new Refused("full");
  }
  const about = await bring(address, shown);
  const { gone } = await state();
  const still = gone.filter(({ number }) => number !== about.number);
  await setState({ language, gone: still });
  await keepList(language);
  return about;
}

/** Keeps the page that lists what is saved, in one language, as it stands now. */
export async function keepList(language) {
  const address = TOLD.lists[language] ?? TOLD.lists[TOLD.language];
  const { copy, html } = await fresh(address);
  if (!copy) return;
  const files = filesOf(html);
  await keepShared([[address, copy], ...(await Promise.all(files.map(file)))]);
  const { lists } = await state();
  await setState({ lists: { ...lists, [address]: files } });
  await prune();
}
