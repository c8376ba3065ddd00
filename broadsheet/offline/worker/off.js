// Saving stories is switched off: the worker that a device still has empties what it kept and goes.

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("broadsheet-")) await caches.delete(name);
  }
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
