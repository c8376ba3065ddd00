// Sends what was decided, one after another and beside whoever reads on.
import { words } from "./words.js";

export class RefusedError extends Error {
  constructor(message, told = {}) {
    super(message);
    this.told = told;
  }
}

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value || cookie("csrftoken");
}

// Posts a form to the desk and gives its answer; raises with the words of a refusal.
export async function post(address, fields, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      body: new URLSearchParams(fields),
      ...options,
    });
  } catch {
    throw new RefusedError(words("line"));
  }
  const json = (answer.headers.get("Content-Type") ?? "").includes("json");
  if (answer.redirected || (answer.ok && !json && answer.status !== 204)) {
    throw new RefusedError(words("signedout"));
  }
  const told = json ? await answer.json() : {};
  if (!answer.ok) throw new RefusedError(told.words || `${words("line")} (${answer.status})`, told);
  return told;
}

// One after another, so that an undoing never overtakes what it undoes.
export class Sender {
  #last = Promise.resolve();
  #open = 0;
  #root;

  constructor(root) {
    this.#root = root;
    window.addEventListener("beforeunload", (event) => {
      if (this.#open) event.preventDefault();
    });
  }

  // `fields` is asked when it is this one's turn.
  send(address, fields) {
    this.#count(1);
    const sent = this.#last.then(() => post(address, fields()));
    this.#last = sent
      .catch(() => {})
      .finally(() => {
        this.#count(-1);
      });
    return sent;
  }

  // The screen says how much is still on its way.
  #count(step) {
    this.#open += step;
    this.#root.dataset.sending = this.#open;
  }
}
