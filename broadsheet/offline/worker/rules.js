// Decisions of a device: facts in, answer out. Nothing here asks the network or keeps anything.
// A list has marks as [number, stamp, gone]; what is held has a number and the stamp of its page.

/** The last mark of each story, from lists that may be of different ages. */
function marksIn(rows) {
  const marks = new Map();
  for (const [number, stamp, gone] of rows) {
    if (stamp > (marks.get(number)?.stamp ?? -1)) marks.set(number, { stamp, gone: gone === 1 });
  }
  return marks;
}

/** The parts that must be asked for: none where the newest marks tell all since the last look. */
export function partsWanted(held, last, newest) {
  if (last >= newest.since) return [];
  return [...new Set(held.map((one) => Math.floor(one.number / newest.in_a_part)))];
}

/** What to let go of and what to fetch anew, each with the stamp that says so. */
export function judged(held, rows) {
  const marks = marksIn(rows);
  const gone = [];
  const stale = [];
  for (const { number, stamp } of held) {
    const mark = marks.get(number);
    if (mark && mark.stamp > stamp) (mark.gone ? gone : stale).push({ number, stamp: mark.stamp });
  }
  return { gone, stale };
}

const ENTITIES = { "&quot;": '"', "&#x27;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };

function unescaped(text) {
  return text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

function attribute(tag, name) {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
  return found ? unescaped(found[1]) : "";
}

/** What a story's page says of itself; null for any other page. */
export function factsOf(html) {
  const found = html.match(/\sdata-offline="([^"]*)"/);
  return found ? JSON.parse(unescaped(found[1])) : null;
}

/** The style sheets, scripts and faces that a page names. */
export function filesOf(html) {
  const tags = html.match(/<(?:link|script)\b[^>]*>/g) ?? [];
  const wanted = tags.filter((tag) => /\srel="(?:stylesheet|preload)"|^<script/.test(tag));
  return [...new Set(wanted.map((tag) => attribute(tag, "href") || attribute(tag, "src")))].filter(
    (file) => file !== "",
  );
}

/** The files of each picture of the story itself, with their widths; the last are the plainest. */
export function picturesOf(html) {
  const story = html.match(/<article\b[\s\S]*<\/article>/)?.[0] ?? "";
  return (story.match(/<picture\b[\s\S]*?<\/picture>/g) ?? []).map((picture) =>
    (picture.match(/<(?:source|img)\b[^>]*>/g) ?? []).flatMap((tag) =>
      attribute(tag, "srcset")
        .split(",")
        .map((part) => part.trim().split(/\s+/))
        .filter(([url]) => url)
        .map(([url, width]) => ({ url, width: Number.parseInt(width, 10) || 0 })),
    ),
  );
}

function kindOf(url) {
  return url.slice(url.lastIndexOf("."));
}

/** The file of a picture to keep: the one on screen, or one of its kind that is wide enough. */
export function pictureFor(files, shown, width) {
  const there = files.find(({ url }) => shown.includes(url));
  if (there) return there.url;
  const kinds = new Set(shown.map(kindOf));
  const known = files.filter(({ url }) => kinds.has(kindOf(url)));
  const plainest = files.filter(({ url }) => kindOf(url) === kindOf(files.at(-1).url));
  const able = (known.length ? known : plainest).toSorted((one, other) => one.width - other.width);
  return (able.find((file) => file.width >= width) ?? able.at(-1)).url;
}
