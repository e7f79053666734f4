import type { Row } from "./rows";

export const AT_ONCE = 4;

/** A file with its line of the list. */
export interface Item {
  row: Row;
  file: Blob;
  sent: number;
  tries: number;
}

/** Files in a queue, and at most four of them on their way. */
export class Lanes {
  #waiting: Item[] = [];
  #sending = new Map<Item, AbortController>();

  get areEmpty(): boolean {
    return this.#waiting.length === 0 && this.#sending.size === 0;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Bytes of files on their way that have gone already. */
  get sentBytes(): number {
    let sent = 0;
    for (const item of this.#sending.keys()) sent += Math.min(item.sent, item.file.size);
    return sent;
  }

  add(item: Item): void {
    item.row.state = "waiting";
    this.#waiting.push(item);
  }

  /** Back to the head of the queue. */
  back(item: Item): void {
    item.row.state = "waiting";
    this.#waiting.unshift(item);
  }

  /** The next file to send, if there is one and a lane is free; its signal says when to stop. */
  enter(): { item: Item; signal: AbortSignal } | undefined {
    const item = this.#sending.size < AT_ONCE ? this.#waiting.shift() : undefined;
    if (!item) return undefined;
    item.row.state = "sending";
    return { item, signal: this.#hold(item).signal };
  }

  /** Its lane is free again; false when it was emptied meanwhile. */
  leave(item: Item): boolean {
    return this.#sending.delete(item);
  }

  /** Hold a lane until the next try. */
  later(item: Item, ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      if (!this.leave(item)) return;
      this.back(item);
      then();
    }, ms);
    this.#hold(item).signal.addEventListener("abort", () => clearTimeout(timer));
  }

  /** Stop everything; the lines of the files that did not arrive. */
  empty(): Set<Row> {
    const dropped = new Set([...this.#waiting, ...this.#sending.keys()].map((item) => item.row));
    const aborts = [...this.#sending.values()];
    this.#waiting = [];
    this.#sending.clear();
    for (const abort of aborts) abort.abort(new DOMException("cancelled", "AbortError"));
    return dropped;
  }

  #hold(item: Item): AbortController {
    const abort = new AbortController();
    item.sent = 0;
    this.#sending.set(item, abort);
    return abort;
  }
}
