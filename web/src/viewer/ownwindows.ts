import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { StackCard, Window } from "../wire/messages";
import { NO_WINDOWS, type OwnWindows, kindOfWindow } from "./presets";

const PLACE = "lightbox.windows";
const KEPT_AT_MOST = 4;
const KINDS_AT_MOST = 40;

interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The windows this person keeps on this browser, by modality and unit: numbers only. */
export class OwnWindowsKept {
  readonly #all = signal<ReadonlyMap<string, OwnWindows>>(new Map());

  constructor(readonly memory: Memory) {
    this.#all.value = read(memory);
  }

  get all(): ReadonlySignal<ReadonlyMap<string, OwnWindows>> {
    return this.#all;
  }

  of(stack: StackCard): OwnWindows {
    return this.#all.value.get(kindOfWindow(stack)) ?? NO_WINDOWS;
  }

  /** The last window chosen by hand. */
  used(stack: StackCard, window: Window): void {
    this.#set(stack, { ...this.of(stack), last: window });
  }

  keep(stack: StackCard, window: Window): void {
    const { kept, last } = this.of(stack);
    const others = kept.filter((one) => !alike(one, window));
    this.#set(stack, { kept: [...others, window].slice(-KEPT_AT_MOST), last });
  }

  forget(stack: StackCard, window: Window): void {
    const { kept, last } = this.of(stack);
    this.#set(stack, { kept: kept.filter((one) => !alike(one, window)), last: last && alike(last, window) ? null : last });
  }

  #set(stack: StackCard, windows: OwnWindows): void {
    const all = new Map(this.#all.value);
    all.delete(kindOfWindow(stack));
    all.set(kindOfWindow(stack), windows);
    this.#all.value = new Map([...all].slice(-KINDS_AT_MOST));
    this.memory.setItem(PLACE, JSON.stringify([...this.#all.value]));
  }
}

export function alike(one: Window, other: Window): boolean {
  return one.center === other.center && one.width === other.width && one.function === other.function;
}

/** What another version or another hand wrote there is not trusted. */
function read(memory: Memory): ReadonlyMap<string, OwnWindows> {
  try {
    const found: unknown = JSON.parse(memory.getItem(PLACE) ?? "[]");
    if (!Array.isArray(found)) return new Map();
    return new Map(found.flatMap((entry: unknown) => entryOf(entry)));
  } catch {
    return new Map();
  }
}

function entryOf(entry: unknown): [string, OwnWindows][] {
  if (!Array.isArray(entry) || typeof entry[0] !== "string") return [];
  const { kept, last } = (entry[1] ?? {}) as { kept?: unknown; last?: unknown };
  const windows = Array.isArray(kept) ? kept.filter(isWindow).slice(0, KEPT_AT_MOST) : [];
  return [[entry[0], { kept: windows, last: isWindow(last) ? last : null }]];
}

function isWindow(found: unknown): found is Window {
  const { center, width, function: shape } = (found ?? {}) as Partial<Window>;
  return Number.isFinite(center) && Number.isFinite(width) && ["LINEAR", "LINEAR_EXACT", "SIGMOID"].includes(shape ?? "");
}
