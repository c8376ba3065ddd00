// What a browser adds to a gallery: arrow keys between its figures, and a window in which a picture
// fills the screen, the next one a swipe or a key away. Every word comes from the page.

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** How far a key goes, following the direction of the script; 0 for every other key. */
function stepOf(event, element) {
  const rtl = getComputedStyle(element).direction === "rtl";
  const steps = {
    [rtl ? "ArrowLeft" : "ArrowRight"]: 1,
    [rtl ? "ArrowRight" : "ArrowLeft"]: -1,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  return (plain && steps[event.key]) || 0;
}

function within(place, count) {
  return Math.min(Math.max(place, 0), count - 1);
}

/** A picture as it stands in the window: as wide as the screen, loaded when its turn is near. */
function slideOf(figure) {
  const slide = figure.cloneNode(true);
  slide.removeAttribute("id");
  const link = slide.querySelector(".gallery__open");
  const picture = link.querySelector("picture");
  for (const part of picture.querySelectorAll("source, img")) part.sizes = "100vw";
  picture.querySelector("img").loading = "lazy";
  link.replaceWith(picture);
  return slide;
}

class Viewer {
  constructor(gallery, figures) {
    this.figures = figures;
    this.dialog = gallery.querySelector("dialog");
    this.strip = this.dialog.querySelector(".viewer__strip");
    this.count = this.dialog.querySelector(".viewer__count");
    this.before = this.dialog.querySelector(".viewer__before");
    this.after = this.dialog.querySelector(".viewer__after");
    this.slides = [];
    this.at = 0;
    this.listen();
  }

  listen() {
    this.dialog
      .querySelector(".viewer__close")
      .addEventListener("click", () => this.dialog.close());
    this.before.addEventListener("click", () => this.show(this.at - 1));
    this.after.addEventListener("click", () => this.show(this.at + 1));
    this.dialog.addEventListener("keydown", (event) => {
      const step = stepOf(event, this.strip);
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      this.show(this.at + step);
    });
    this.dialog.addEventListener("close", () => {
      const figure = this.figures[this.at];
      figure.querySelector(".gallery__open").focus({ preventScroll: true });
      figure.scrollIntoView({ block: "nearest" });
    });
    new ResizeObserver(() => this.dialog.open && this.bring(this.at, false)).observe(this.strip);
  }

  open(at) {
    if (!this.slides.length) this.fill();
    this.dialog.showModal();
    this.strip.focus({ preventScroll: true });
    this.bring(at, false);
    this.settle(at);
  }

  fill() {
    this.slides = this.figures.map(slideOf);
    this.strip.append(...this.slides);
    if ("onscrollend" in window) this.strip.addEventListener("scrollend", () => this.swiped());
    else this.strip.addEventListener("scroll", () => this.waitForRest());
  }

  /** For browsers that do not say when a scroll is over. */
  waitForRest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.swiped(), 120);
  }

  /** A finger may have brought another picture. */
  swiped() {
    const far = this.slides.map((slide) => Math.abs(this.placeOf(slide) - this.strip.scrollLeft));
    const nearest = far.indexOf(Math.min(...far));
    if (this.dialog.open && nearest !== this.at) this.settle(nearest);
  }

  placeOf(slide) {
    return slide.offsetLeft - this.strip.offsetLeft;
  }

  show(wanted) {
    const at = within(wanted, this.slides.length);
    if (at === this.at) return;
    this.bring(at, Math.abs(at - this.at) === 1);
    this.settle(at);
  }

  bring(at, gently) {
    const behavior = gently && !still.matches ? "smooth" : "instant";
    this.strip.scrollTo({ left: this.placeOf(this.slides[at]), behavior });
  }

  /** Says which picture it is, loads its neighbours, and puts its address into the browser's. */
  settle(at) {
    this.at = at;
    const slide = this.slides[at];
    const count = slide.querySelector(".count").textContent.trim();
    const words = document.createElement("span");
    words.className = "unseen";
    words.textContent = ` ${slide.querySelector("img").alt}`;
    this.count.replaceChildren(count, words);
    this.before.disabled = at === 0;
    this.after.disabled = at === this.slides.length - 1;
    for (const near of this.slides.slice(Math.max(at - 1, 0), at + 2)) {
      near.querySelector("img").loading = "eager";
    }
    const { id } = this.figures[at];
    if (location.hash !== `#${id}`) history.replaceState(history.state, "", `#${id}`);
  }
}

function furnish(gallery) {
  const figures = [...gallery.querySelectorAll(":scope > figure")];
  const links = figures.map((figure) => figure.querySelector(".gallery__open"));
  const viewer = new Viewer(gallery, figures);
  for (const [at, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      viewer.open(at);
    });
  }
  gallery.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target.closest(".gallery__open"));
    const step = stepOf(event, gallery);
    if (at < 0 || !step) return;
    const next = within(at + step, links.length);
    event.preventDefault();
    links[next].focus({ preventScroll: true });
    figures[next].scrollIntoView({ block: "start" });
  });
}

for (const gallery of document.querySelectorAll(".gallery")) furnish(gallery);
