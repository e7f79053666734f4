import type { Ack } from "../wire/messages";

const COALESCED_MS = 100;
const WINDOW_FRAMES = 3;
/** Neighbors sent ahead may use two of the three places: two received ones are told at once, or they would crawl. */
const AHEAD_FRAMES = 2;
const WINDOW_BYTES = 192 * 1024;
const SHOWN_AT_MOST = 64;

/**
 * What this client has received, told back cumulatively: at most every 100 ms, at once when the server's window
 * (3 frames or 192 KiB, one frame to begin with) is full and it waits for us.
 */
export class Acks {
  /** Arrived, not yet cumulatively done, in order of arrival. */
  #open: { n: number; bytes: number; done: boolean }[] = [];
  /** Sizes of frames that are done and not told yet. */
  #untold: number[] = [];
  #n = 0;
  #m = 0;
  #told = { n: 0, m: 0 };
  #shown: [string, number][] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly send: (ack: Ack) => void,
    readonly delay: number = COALESCED_MS,
  ) {}

  /** A new connection counts from its own start. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#open = [];
    this.#untold = [];
    this.#n = 0;
    this.#m = 0;
    this.#told = { n: 0, m: 0 };
    this.#shown = [];
  }

  arrived(n: number, bytes: number): void {
    this.#open.push({ n, bytes, done: false });
  }

  /** Frame `n` is decoded, painted or kept. */
  stored(n: number): void {
    for (const frame of this.#open) if (frame.n === n) frame.done = true;
    for (let first = this.#open[0]; first?.done; first = this.#open[0]) {
      this.#n = first.n;
      this.#untold.push(first.bytes);
      this.#open.shift();
    }
    const bytes = this.#untold.reduce((sum, size) => sum + size, 0);
    // until the first answer the server knows nothing of this line, and sends no second picture over a long one
    const first = this.#told.n === 0 && this.#n > 0;
    const full = first || this.#untold.length + this.#open.length >= WINDOW_FRAMES || this.#untold.length >= AHEAD_FRAMES;
    if (full || bytes >= WINDOW_BYTES) this.flush();
    else this.#soon();
  }

  control(m: number): void {
    if (m <= this.#m) return;
    this.#m = m;
    this.#soon();
  }

  shown(fid: string, atMs: number): void {
    this.#shown.push([fid, Math.round(atMs)]);
    if (this.#shown.length >= SHOWN_AT_MOST) this.flush();
    else this.#soon();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#n === this.#told.n && this.#m === this.#told.m && this.#shown.length === 0) return;
    this.#told = { n: this.#n, m: this.#m };
    this.#untold = [];
    this.send({ n: this.#n, m: this.#m, shown: this.#shown.splice(0, SHOWN_AT_MOST) });
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.flush(), this.delay);
  }
}
