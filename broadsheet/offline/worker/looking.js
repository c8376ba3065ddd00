// Looking for what was withdrawn or corrected since this device last had a network.

import { bring, Refused } from "./fetching.js";
import { judged, partsWanted } from "./rules.js";
import { drop, everyStory, prune, setState, state } from "./shelf.js";

const MINUTE = 60_000;
const USUAL_WIDTH = 800;
let looked = 0;

/** Whether a look is due: a minute after the last, or at once where the network was away. */
export function isDue() {
  return Date.now() - looked > MINUTE;
}

/** The network is away: the next sign of it is worth a look. */
export function lostNetwork() {
  looked = 0;
}

async function list(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.status === 404) return { stories: [] };
  if (!answer.ok) throw new Refused("trouble");
  return answer.json();
}

/** Mends one story; gives whether it is right now. One that is gone when asked for is let go. */
async function mend({ number, stamp }, held) {
  const about = held.find((one) => one.number === number);
  const shown = Object.values(about.pictures ?? {});
  const manner = { shown, seen: about.files ?? [], width: about.width ?? USUAL_WIDTH };
  try {
    await bring(about.address ?? `/story-${number}.html`, manner, stamp);
    return "mended";
  } catch (trouble) {
    return trouble instanceof Refused && trouble.message === "gone" ? "gone" : "later";
  }
}

/**
 * Reads the list, lets go of what was withdrawn and fetches what is otherwise now. What a device
 * has afterwards hangs on what its reader saved and on how the paper stands, and on nothing else:
 * so a story that was given back to the readers comes back here too.
 */
export async function look() {
  const before = await state();
  const held = [...(await everyStory()), ...before.gone];
  if (held.length === 0) return { gone: [], mended: [] };
  const newest = await list(TOLD.tombstones);
  const parts = partsWanted(held, before.last, newest).map((part) => `/tombstones/${part}.json`);
  const older = await Promise.all(parts.map(list));
  const { gone, stale } = judged(
    held,
    [newest, ...older].flatMap((one) => one.stories),
  );
  const told = { gone: [], mended: [], later: [] };
  for (const one of gone) await letGo(one, told);
  for (const one of stale) {
    const how = await mend(one, held);
    if (how === "gone") await letGo(one, told);
    else told[how].push(one.number);
  }
  const { gone: lines } = await state();
  await setState({
    gone: lines.filter(({ number }) => !told.mended.includes(number)),
    // What could not be mended is looked for again from where we stood.
    last: told.later.length ? before.last : newest.last,
  });
  if (told.gone.length || told.mended.length) await prune();
  looked = Date.now();
  return told;
}

/** Lets go of a story; of it stays the number alone, to say that one was withdrawn. */
async function letGo({ number, stamp }, told) {
  await drop(number);
  const { gone } = await state();
  const others = gone.filter((one) => one.number !== number);
  await setState({ gone: [...others, { number, stamp, at: Date.now() }] });
  told.gone.push(number);
}
