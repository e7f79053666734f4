import type { Pointer } from "../wire/messages";

const EVERY_MS = 55;

/** One's own finger on its way to everybody else: at most 20 times a second, the newest place, the last always. */
export class Pointing {
  #sentAt = Number.NEGATIVE_INFINITY;
  #next: Pointer | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nowhere = true;

  constructor(
    readonly send: (pointer: Pointer) => void,
    readonly now: () => number = () => performance.now(),
  ) {}

  at(stack: number, pos: number, x: number, y: number): void {
    this.#say({ stack, pos, x, y, kind: "dot" });
  }

  /** Nowhere any more; said once. */
  gone(): void {
    if (this.#nowhere && this.#next === null) return;
    this.#say({ stack: null });
  }

  #say(pointer: Pointer): void {
    this.#next = pointer;
    const wait = this.#sentAt + EVERY_MS - this.now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pointer = this.#next;
    this.#next = null;
    if (!pointer) return;
    this.#sentAt = this.now();
    this.#nowhere = pointer.stack === null;
    this.send(pointer);
  }
}
