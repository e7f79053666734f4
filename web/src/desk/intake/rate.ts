const WINDOW_MS = 5000;

/** How fast bytes go, over the last few seconds. */
export class Rate {
  #marks: [number, number][] = [];

  /** `bytes` in all had gone at `ms`. */
  mark(ms: number, bytes: number): void {
    const last = this.#marks.at(-1);
    if (last && bytes < last[1]) this.#marks = [];
    this.#marks.push([ms, bytes]);
    while (this.#marks.length > 2 && ms - (this.#marks[1]?.[0] ?? ms) >= WINDOW_MS) this.#marks.shift();
  }

  /** Bytes per second; 0 while it is not known. */
  get perSecond(): number {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last[0] - first[0] < 250) return 0;
    return ((last[1] - first[1]) * 1000) / (last[0] - first[0]);
  }

  restart(): void {
    this.#marks = [];
  }
}
