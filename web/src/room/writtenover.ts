/** When a worker that was ended is surely gone; a page that is busy or out of sight is late with the first. */
const AFTER_MS = [250, 1500, 5000];
const DIGESTS = 2000;
const KEY_BYTES = 32;

/**
 * Write over what keys leave behind in this browser. It frees their bytes as they are: half of a key stays where it was until
 * something as long takes its place, which was measured to take from no time to more than a minute (LK-4). Digests are as
 * long, and are kept in the same memory as keys.
 */
export function writeOverFreedKeys(): void {
  for (const ms of AFTER_MS) setTimeout(() => void digests(), ms);
}

async function digests(): Promise<void> {
  const nothing = new Uint8Array(KEY_BYTES);
  await Promise.all(Array.from({ length: DIGESTS }, () => crypto.subtle.digest("SHA-256", nothing)));
}
