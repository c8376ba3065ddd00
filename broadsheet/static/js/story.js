// What a browser adds to a story: players that load when the reader asks
// for them, and the desk's way to the fast fix.

/** Puts the provider's player in the place of its cover. Nothing is asked of another host before. */
function loadOnClick(cover) {
  cover.querySelector("[data-load]").addEventListener("click", (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = cover.dataset.player;
    frame.title = cover.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    cover.replaceWith(frame);
    frame.focus();
  });
}

/** A way to the fast fix, for browsers that the desk knows; the page is the same for everyone. */
function offerFix(tools) {
  const number = location.pathname.match(/-(\d+)\.html$/)?.[1];
  if (!number || !document.cookie.split("; ").includes("desk=1")) return;
  const link = document.createElement("a");
  link.href = `/desk/fix/${number}/`;
  link.textContent = "Fix";
  link.lang = "en";
  tools.append(link);
}

/** The words that the reader has marked go along to the form that asks for their correction. */
function takeMarkedWords(link) {
  const most = 600;
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    const words = marked.toString().trim();
    const inStory = marked.anchorNode?.parentElement?.closest(".story article");
    if (words && inStory) link.search = new URLSearchParams({ sentence: words.slice(0, most) });
  });
}

for (const link of document.querySelectorAll("a[data-ask]")) takeMarkedWords(link);
for (const tools of document.querySelectorAll(".story-line .tools")) offerFix(tools);
for (const cover of document.querySelectorAll("[data-player]")) loadOnClick(cover);
