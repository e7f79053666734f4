import { pictureAddress } from "../calls";

const KEPT = 48;
const AROUND = 3;

/** Pictures of one series for a quick look: fetched once, a few kept, all gone when the look is closed. */
export class Pictures {
  #made = new Map<number, Promise<string | undefined>>();
  #closed = false;
  readonly #stop = new AbortController();

  constructor(
    private readonly study: string,
    private readonly series: string,
  ) {}

  /** A blob address of the picture at a position; undefined when there is none. */
  get(position: number): Promise<string | undefined> {
    const before = this.#made.get(position);
    if (before) {
      // Moved to the end: what was looked at last goes last.
      this.#made.delete(position);
      this.#made.set(position, before);
      return before;
    }
    const made = this.#fetch(position);
    this.#made.set(position, made);
    void made.then((address) => {
      if (address === undefined) this.#made.delete(position);
    });
    this.#trim();
    return made;
  }

  /** Have the next ones at hand. */
  fetchAround(position: number, last: number): void {
    for (let away = 1; away <= AROUND; away += 1) {
      for (const near of [position + away, position - away]) {
        if (near >= 0 && near <= last && !this.#made.has(near)) void this.get(near);
      }
    }
  }

  close(): void {
    this.#closed = true;
    this.#stop.abort();
    for (const made of this.#made.values()) free(made);
    this.#made.clear();
  }

  async #fetch(position: number): Promise<string | undefined> {
    try {
      const address = pictureAddress(this.study, this.series, position, "look");
      const answer = await fetch(address, { cache: "no-store", credentials: "same-origin", signal: this.#stop.signal });
      if (!answer.ok) return undefined;
      const content = await answer.blob();
      return this.#closed ? undefined : URL.createObjectURL(content);
    } catch {
      return undefined;
    }
  }

  #trim(): void {
    for (const [position, made] of this.#made) {
      if (this.#made.size <= KEPT) return;
      this.#made.delete(position);
      free(made);
    }
  }
}

function free(made: Promise<string | undefined>): void {
  void made.then((address) => {
    if (address !== undefined) URL.revokeObjectURL(address);
  });
}
