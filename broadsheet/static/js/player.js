// What a browser adds to films and sounds: one plays at a time, and chapters lead into the player.

function pauseOthers(event) {
  for (const player of document.querySelectorAll("video, audio")) {
    if (player !== event.target) player.pause();
  }
}

/** Nothing is loaded before a reader asks, so that the moment may have to wait for the head. */
function goTo(player, seconds) {
  const go = () => {
    player.currentTime = seconds;
  };
  if (player.readyState >= HTMLMediaElement.HAVE_METADATA) return go();
  player.addEventListener("loadedmetadata", go, { once: true });
  player.preload = "metadata";
}

/** Without script a chapter opens the file at its time; with it the player on the page goes there. */
function leadIn(list) {
  const player = list.closest("figure").querySelector("video, audio");
  if (!player) return;
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (!link) return;
    event.preventDefault();
    goTo(player, Number(link.dataset.at));
    player.focus();
    player.play().catch(() => {}); // a browser that lets nothing play by itself stands at the place
  });
}

document.addEventListener("play", pauseOthers, true);
for (const list of document.querySelectorAll(".chapters")) leadIn(list);

/** An address that ends in #t=65 leads to that second of the page's first film or sound. */
function standAt(seconds) {
  const player = document.querySelector("video, audio");
  if (!player) return;
  goTo(player, Number(seconds));
  player.scrollIntoView({ block: "center" });
  player.focus({ preventScroll: true });
}

const asked = location.hash.match(/^#t=(\d{1,6})$/);
if (asked) standAt(asked[1]);
