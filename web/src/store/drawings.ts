import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { MarkCard, Marks, PointerShown } from "../wire/messages";

/** Somebody's finger on the picture, as last heard. */
export interface Pointing {
  by: string;
  stack: number;
  pos: number;
  x: number;
  y: number;
  kind: string;
  /** Local time in ms: an old pointer fades. */
  at: number;
}

/** After this long without a word a pointer is gone. */
export const FADE_MS = 2000;

/** What people drew on the pictures, and where they point; only messages change it. */
export class Drawings {
  readonly #marks = signal<ReadonlyMap<string, MarkCard>>(new Map());
  readonly #pointers = signal<ReadonlyMap<string, Pointing>>(new Map());

  constructor(readonly now: () => number = () => performance.now()) {}

  /** By id. */
  get marks(): ReadonlySignal<ReadonlyMap<string, MarkCard>> {
    return this.#marks;
  }

  /** By participant. */
  get pointers(): ReadonlySignal<ReadonlyMap<string, Pointing>> {
    return this.#pointers;
  }

  /** The marks of one picture, oldest first. */
  on(stack: number, pos: number): MarkCard[] {
    const here = [...this.#marks.value.values()].filter((mark) => mark.stack === stack && mark.pos === pos);
    return here.sort((one, other) => one.at_ms - other.at_ms);
  }

  take({ put, drop, whole }: Marks): void {
    const marks = new Map(whole ? [] : this.#marks.value);
    for (const id of drop) marks.delete(id);
    for (const mark of put) if ((marks.get(mark.id)?.rev ?? 0) <= mark.rev) marks.set(mark.id, mark);
    this.#marks.value = marks;
  }

  point({ by, stack, pos, x, y, kind }: PointerShown): void {
    const pointers = new Map(this.#pointers.value);
    if (stack === null) pointers.delete(by);
    else pointers.set(by, { by, stack, pos, x, y, kind, at: this.now() });
    this.#pointers.value = pointers;
  }

  /** Forget pointers nobody has moved for a while. */
  fade(): void {
    const since = this.now() - FADE_MS;
    const fresh = [...this.#pointers.value].filter(([, pointing]) => pointing.at > since);
    if (fresh.length < this.#pointers.value.size) this.#pointers.value = new Map(fresh);
  }

  clear(): void {
    this.#marks.value = new Map();
    this.#pointers.value = new Map();
  }
}
