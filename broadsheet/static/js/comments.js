// What a browser adds to a conversation: forms that open in place, drafts that are kept, a word when
// there is something new. Each link leads to a page that does the same without this.

const NEW_EVERY = 60_000;
const IGNORED = "ignored-voices";

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text on the device, or lets go of it. */
function keep(name, text) {
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
  } catch {
    // Storage refused: it is kept by nobody.
  }
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

/** Asks a page of this reader; whoever is not signed in is led there instead. */
async function asked(address) {
  const answer = await fetch(address);
  if (answer.redirected) {
    location.assign(address);
    return null;
  }
  return answer.ok ? parsed(await answer.text()) : null;
}

// --- writing ---

function draftOf(form) {
  return `draft-${form.dataset.form}-${form.elements.to?.value ?? ""}`;
}

function say(form, words) {
  let place = form.querySelector("[data-said]");
  if (!place) {
    place = document.createElement("p");
    place.className = "talk-said";
    place.dataset.said = "";
    place.setAttribute("role", "status");
    form.prepend(place);
  }
  place.textContent = words;
}

/** Puts what was just shown into the conversation, as the press has printed it. */
async function bring(form, data) {
  const page = parsed(await (await fetch(data.there)).text());
  const comment = page.getElementById(`comment-${data.comment}`);
  const section = form.closest(".conversation");
  if (!comment || !section || section.querySelector(`#comment-${data.comment}`)) return;
  const item = document.createElement("li");
  item.append(document.importNode(comment, true));
  const beside = form.closest("li");
  if (beside) {
    const answers = document.createElement("div");
    answers.className = "answers";
    answers.append(document.createElement("ol"));
    const place = form.closest(".answers") ?? beside.querySelector(".answers");
    if (!place) form.before(answers);
    ((place ?? answers).querySelector("ol") ?? answers).append(item);
  } else {
    let list = section.querySelector(".comments");
    if (!list) {
      list = document.createElement("ol");
      list.className = "comments";
      section.append(list);
    }
    list.prepend(item);
  }
}

async function done(form, data) {
  keep(draftOf(form), "");
  if (!form.closest(".conversation")) {
    location.assign(data.shown ? `${data.there}#comment-${data.comment}` : data.mine);
    return;
  }
  const said = document.createElement("p");
  said.className = "talk-said";
  said.tabIndex = -1;
  const link = document.createElement("a");
  link.href = data.mine;
  link.textContent = form.dataset.mine;
  said.append(data.words, " ", link);
  if (data.shown) await bring(form, data);
  form.replaceWith(said);
  said.focus();
}

/** Puts the form that the server answered with in the place of the one that was sent. */
function again(form, page) {
  const fresh = page.querySelector("form[data-form]");
  if (!fresh) return;
  const here = document.importNode(fresh, true);
  form.replaceWith(here);
  ready(here);
  (here.querySelector("[role=alert]") ?? here.elements.text).scrollIntoView({ block: "nearest" });
  here.elements.text.focus({ preventScroll: true });
}

async function send(form, button) {
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form, button),
      headers: { Accept: "application/json, text/html" },
    });
    const data = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status === 201) await done(form, await answer.json());
    else if (data) location.assign((await answer.json()).sign_in);
    else again(form, parsed(await answer.text()));
  } catch {
    say(form, form.dataset.failed);
  }
  delete form.dataset.sending;
}

function ready(form) {
  const { text } = form.elements;
  const draft = draftOf(form);
  if (!text.value) text.value = kept(draft) ?? "";
  text.addEventListener("input", () => keep(draft, text.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
}

async function openForm(link) {
  const page = await asked(link.href);
  if (!page) return;
  const form = page.querySelector("form[data-form]");
  if (!form) {
    location.assign(link.href);
    return;
  }
  const here = document.importNode(form, true);
  // Two forms on one page have no name in common.
  const end = link.dataset.answer ?? "new";
  for (const one of here.querySelectorAll("[id]")) one.id += `-${end}`;
  for (const one of here.querySelectorAll("[for]")) one.htmlFor += `-${end}`;
  for (const one of here.querySelectorAll("[aria-describedby]"))
    one.removeAttribute("aria-describedby");
  (link.closest("article") ?? link.closest(".talk-head")).after(here);
  ready(here);
  (here.elements.name ?? here.elements.text).focus();
}

function opened(link) {
  const place = link.closest("article") ?? link.closest(".talk-head");
  const next = place?.nextElementSibling;
  return next?.matches("form[data-form]") ? next : null;
}

// --- reading ---

async function recommend(link) {
  const page = await asked(link.href);
  const form = page?.querySelector("form.talk-form");
  if (!form) return;
  const answer = await fetch(link.href, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) {
    location.assign(link.href);
    return;
  }
  const { recommended, mine } = await answer.json();
  let count = link.querySelector(".talk-count");
  if (!count) {
    count = document.createElement("span");
    count.className = "talk-count";
    link.append(" ", count);
  }
  count.textContent = recommended || "";
  link.classList.toggle("done", mine);
}

async function allAnswers(link) {
  const place = link.closest(".answers");
  const answer = await fetch(link.href);
  if (!answer.ok) {
    location.assign(link.href);
    return;
  }
  const page = parsed(await answer.text());
  const list = page.querySelector(".answers ol");
  if (!list) return;
  const here = document.importNode(list, true);
  const focus = place.querySelectorAll("li").length;
  const further = page.querySelector('.talk-ways a[rel~="next"]');
  place.replaceChildren(here);
  if (further) place.append(document.importNode(further, true));
  fold(here);
  const next = here.children[focus]?.querySelector("a");
  next?.focus({ preventScroll: true });
}

/** Folds the comments of those whom this reader leaves unread; the list is on the device alone. */
function fold(part) {
  const ignored = new Set(JSON.parse(kept(IGNORED) ?? "[]").map(String));
  const words = document.querySelector("[data-folded]")?.dataset.folded;
  if (!ignored.size || !words) return;
  for (const comment of part.querySelectorAll(".comment[data-voice]")) {
    if (!ignored.has(comment.dataset.voice)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "talk-ignored meta";
    button.textContent = words;
    button.addEventListener("click", () => {
      comment.classList.remove("ignored");
      button.remove();
    });
    comment.classList.add("ignored");
    comment.append(button);
  }
}

/** Says how many have come since the page was printed; the room for it is there from the start. */
async function lookForNew(section, place) {
  if (document.hidden) return;
  const answer = await fetch(`/conversation/${section.dataset.conversation}/now.json`);
  if (!answer.ok) return;
  const more = (await answer.json()).shown - Number(section.dataset.shown);
  if (more <= 0) return;
  place.textContent = place.dataset.new.replace("%s", more);
  place.classList.add("ready");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(
    "a[data-write], a[data-answer], a[data-recommend], a[data-branch]",
  );
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const { recommend: likes, branch } = link.dataset;
  const act = likes ? recommend : branch ? allAnswers : openForm;
  const form = act === openForm && opened(link);
  if (form) form.elements.text.focus();
  else if (!link.ariaBusy) {
    link.ariaBusy = "true";
    act(link)
      .catch(() => location.assign(link.href))
      .finally(() => {
        link.ariaBusy = null;
      });
  }
});

for (const form of document.querySelectorAll("form[data-form]")) ready(form);
for (const list of document.querySelectorAll("[data-ignored]")) {
  keep(IGNORED, JSON.stringify(list.dataset.ignored.split(" ").filter(Boolean)));
}
for (const section of document.querySelectorAll(".conversation")) {
  fold(section);
  const place = section.querySelector("a[data-new]");
  if (place) setInterval(() => lookForNew(section, place).catch(() => {}), NEW_EVERY);
}
