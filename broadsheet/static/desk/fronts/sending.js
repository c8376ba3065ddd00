// Sends steps one gesture after another. What could not be sent is kept on this device, under
// tokens by which the server knows a step that it has taken already, and is sent again.

const PAUSES = [1000, 2000, 4000, 8000, 15000];

export function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

// Posts JSON to the desk and gives its answer; raises where there was none.
export async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-Requested-With": "XMLHttpRequest",
      "X-CSRFToken": cookie("csrftoken") || document.querySelector("[data-token]")?.dataset.token,
    },
    body: JSON.stringify(body),
  });
  const { status, ok, redirected } = answer;
  return { status, ok, redirected, told: await told(answer) };
}

async function told(answer) {
  const kind = answer.headers.get("Content-Type") ?? "";
  return kind.includes("json") ? answer.json() : {};
}

// Nothing of value is in these answers for the device to retry: the desk said no.
const REFUSED = [400, 403, 404, 409, 413];

export class Sender extends EventTarget {
  #address;
  #shelf;
  #queue;
  #busy = false;
  #failures = 0;
  #signedOut = false;
  #timer = 0;

  constructor(address, name) {
    super();
    this.#address = address;
    this.#shelf = name;
    this.#queue = this.#kept();
    window.addEventListener("online", () => this.#now());
    window.addEventListener("beforeunload", (event) => {
      if (this.#queue.length) event.preventDefault();
    });
  }

  get waiting() {
    return this.#queue;
  }

  get steps() {
    return this.#queue.flatMap((batch) => batch.steps);
  }

  get state() {
    if (!this.#queue.length) return "saved";
    if (this.#signedOut) return "signed out";
    return this.#failures || !navigator.onLine ? "offline" : "saving";
  }

  add(steps, base) {
    const named = steps.map((step) => ({ ...step, token: crypto.randomUUID() }));
    this.#queue.push({ steps: named, base });
    this.#keep();
    this.#now();
  }

  start() {
    this.#now();
  }

  // Until all that waits is sent; for whoever is about to publish.
  async settled() {
    while (this.#queue.length && !this.#failures) {
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    return !this.#queue.length;
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.#shelf) ?? "[]");
    } catch {
      return [];
    }
  }

  #keep() {
    try {
      if (this.#queue.length) localStorage.setItem(this.#shelf, JSON.stringify(this.#queue));
      else localStorage.removeItem(this.#shelf);
    } catch {
      // A device that keeps nothing loses only what was never sent.
    }
    this.dispatchEvent(new Event("state"));
  }

  #now() {
    clearTimeout(this.#timer);
    this.#send();
  }

  async #send() {
    if (this.#busy || !this.#queue.length) return;
    this.#busy = true;
    const batch = this.#queue[0];
    try {
      const { status, ok, redirected, told } = await post(this.#address, batch);
      this.#signedOut = redirected;
      // A page in place of an answer: somebody signed out. What waits, waits.
      if (ok ? told.revision === undefined : !REFUSED.includes(status)) {
        throw new Error(String(status));
      }
      this.#failures = 0;
      this.#queue.shift();
      this.#keep();
      this.#say(ok ? "answer" : "refused", told, status);
    } catch {
      this.#failures += 1;
      this.#later();
    }
    this.#busy = false;
    if (!this.#failures) this.#send();
  }

  #later() {
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length) - 1];
    this.#timer = setTimeout(() => this.#send(), pause);
    this.dispatchEvent(new Event("state"));
  }

  #say(name, told, status) {
    this.dispatchEvent(new CustomEvent(name, { detail: { ...told, status } }));
  }
}
