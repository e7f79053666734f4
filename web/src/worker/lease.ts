/** A moment on both clocks: the monotonic one may stop while a machine sleeps, the wall clock may be set back. */
export interface Moment {
  monotonic: number;
  wall: number;
}

/** The larger of what both clocks say has passed. */
function elapsed(since: Moment, now: Moment): number {
  return Math.max(now.monotonic - since.monotonic, now.wall - since.wall);
}

export const BLUR_MS = 10_000;
export const DROP_MS = 30_000;

export type Hold = "sharp" | "blur" | "lease" | "deadline";

/** How long a key may still be held: leases renew it, silence ends it, the deadline ends it whatever anyone says. */
export class Lease {
  #heard: Moment | null = null;
  #left = 0;
  #deadline: { from: Moment; left: number } | null = null;

  /** A lease (or the key itself) arrived and holds for `left` ms, never more than 30 s. */
  renew(left: number, now: Moment): void {
    this.#heard = now;
    this.#left = Math.min(left, DROP_MS);
  }

  deadline(left: number | null, now: Moment): void {
    this.#deadline = left === null ? null : { from: now, left };
  }

  end(): void {
    this.#heard = null;
  }

  /** What holds now; `sharp` also when there is no key to hold. */
  state(now: Moment): Hold {
    if (this.#deadline && elapsed(this.#deadline.from, now) >= this.#deadline.left) return "deadline";
    if (this.#heard === null) return "sharp";
    const silent = elapsed(this.#heard, now);
    if (silent >= this.#left) return "lease";
    return silent >= BLUR_MS ? "blur" : "sharp";
  }
}
