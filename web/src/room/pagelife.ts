/** What befalls the page itself. */
export interface PageLife {
  hidden: () => void;
  shown: () => void;
  /** It may be kept by the browser, or thrown away: nothing may stay in it. */
  gone: () => void;
  /** It runs again after it was frozen. */
  resumed: () => void;
  /** The machine has a line again. */
  online: () => void;
}

/** Listens until `ended`. A page that comes back out of the browser's own store begins anew. */
export function watchPage(life: PageLife, ended: AbortSignal): void {
  const options = { signal: ended };
  document.addEventListener("visibilitychange", () => (document.hidden ? life.hidden() : life.shown()), options);
  document.addEventListener("freeze", () => life.gone(), options);
  document.addEventListener("resume", () => life.resumed(), options);
  globalThis.addEventListener("pagehide", () => life.gone(), options);
  globalThis.addEventListener("pageshow", (event) => event.persisted && location.reload(), options);
  globalThis.addEventListener("online", () => life.online(), options);
}
