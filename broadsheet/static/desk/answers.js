// Asks what the house checks find in the draft as it stands on the screen, and what they suggest.
import { goTo } from "./places.js";
import { suggest } from "./suggestions.js";

const QUIET = 1200; // milliseconds without a keystroke before it asks

export function keepUp(side) {
  const form = document.querySelector("form[data-edit-form]");
  const words = side.querySelector("[data-words-none]").dataset;
  const state = side.querySelector("[data-state]");
  let asked = "";
  let timer = 0;
  let underWay = false;

  async function ask() {
    if (!form.elements["body-count"]) return later(); // the body is not on the screen yet
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const sent = new URLSearchParams(body).toString();
    if (sent === asked || underWay) return;
    asked = sent;
    underWay = true;
    try {
      const answer = await fetch(side.dataset.answers, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.ok) show(await answer.json());
    } catch {
      asked = ""; // no network: it asks again at the next change
    } finally {
      underWay = false;
    }
  }

  function show(answer) {
    if (!answer.valid) {
      state.textContent = words.wordsUnreadable;
      return;
    }
    state.textContent = answer.findings.length ? words.wordsSome : words.wordsNone;
    const template = side.querySelector("[data-finding]").content;
    const rows = answer.findings.map((one) => {
      const row = template.cloneNode(true).firstElementChild;
      row.dataset.weight = one.weight;
      const mark = document.createElement("b");
      mark.textContent = one.weight === "block" ? words.wordsBlock : words.wordsWarn;
      row.querySelector("[data-words]").append(mark, ` ${one.words}`);
      const go = row.querySelector("[data-go]");
      go.hidden = !one.at;
      go.addEventListener("click", () => goTo(one.at));
      return row;
    });
    side.querySelector("[data-findings]").replaceChildren(...rows);
    count(answer.findings.length);
    suggest("story_topics", "topic", answer.topics, words.wordsTopics, later);
    suggest("related", "related", answer.related, words.wordsRelated, later);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET);
  }

  for (const kind of ["input", "change", "click"]) form.addEventListener(kind, later);
  document.addEventListener("w-autosave:success", later);
  later();
}

function count(findings) {
  const counter = document.querySelector(
    '[data-side-panel-toggle="house"] [data-side-panel-toggle-counter]',
  );
  if (!counter) return;
  counter.textContent = findings;
  counter.hidden = !findings;
}
