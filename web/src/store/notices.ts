import { type ReadonlySignal, signal } from "@preact/signals-core";

export interface Notice {
  id: number;
  text: string;
  attention: boolean;
  /** What takes it back, while it is said. */
  undo?: Undo | undefined;
}

export interface Undo {
  words: string;
  run: () => void;
}

const SHOWN_MS = 6000;
const ATTENTION_MS = 12000;
const UNDO_MS = 10_000;
const AT_MOST = 3;

/** What is said once and then goes: joining, leaving, control, time. The same words are not said twice in a row. */
export class Notices {
  readonly #list = signal<readonly Notice[]>([]);
  #next = 1;

  get list(): ReadonlySignal<readonly Notice[]> {
    return this.#list;
  }

  say(text: string, attention = false, undo?: Undo): void {
    const others = this.#list.value.filter((notice) => notice.text !== text);
    const notice = { id: this.#next++, text, attention, undo };
    this.#list.value = [...others, notice].slice(-AT_MOST);
    setTimeout(() => this.forget(notice.id), undo ? UNDO_MS : attention ? ATTENTION_MS : SHOWN_MS);
  }

  /** Say it no longer. */
  forget(id: number): void {
    this.#list.value = this.#list.value.filter((notice) => notice.id !== id);
  }
}
