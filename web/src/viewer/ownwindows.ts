import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { StackCard, Window } from "../wire/messages";
import { added } from "./presetrow";
import { KEYS, NO_WINDOWS, type OwnWindows, type Slot, kindOfWindow } from "./presets";

const PLACE = "lightbox.windows";
const KEPT_AT_MOST = 4;
const KINDS_AT_MOST = 20;

interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The windows this person keeps on this browser, by modality and unit: numbers, and names they gave to them. `changed`: by them. */
export class OwnWindowsKept {
  readonly #all = signal<ReadonlyMap<string, OwnWindows>>(new Map());

  constructor(
    readonly memory: Memory,
    readonly changed: (kind: string) => void = () => undefined,
  ) {
    this.#all.value = read(memory);
  }

  get all(): ReadonlySignal<ReadonlyMap<string, OwnWindows>> {
    return this.#all;
  }

  of(stack: StackCard): OwnWindows {
    return this.#all.value.get(kindOfWindow(stack)) ?? NO_WINDOWS;
  }

  /** The last window chosen by hand; on this browser alone. */
  used(stack: StackCard, window: Window): void {
    this.#set(kindOfWindow(stack), { ...this.of(stack), last: window });
  }

  /** What they kept and arranged at another desk. */
  hear(kind: string, kept: readonly Window[], row: readonly Slot[] | undefined): void {
    const own = this.#all.value.get(kind) ?? NO_WINDOWS;
    const heard = { kept, last: own.last, ...(row ? { row } : {}) };
    if (JSON.stringify(heard) !== JSON.stringify(own)) this.#set(kind, heard);
  }

  keep(stack: StackCard, window: Window): void {
    const own = this.of(stack);
    const others = own.kept.filter((one) => !alike(one, window));
    const row = own.row ? { row: added(own.row, window) } : {};
    this.#arranged(stack, { ...own, kept: [...others, window].slice(-KEPT_AT_MOST), ...row });
  }

  forget(stack: StackCard, window: Window): void {
    const { kept, last, row } = this.of(stack);
    const left = row?.filter((slot) => !("window" in slot && alike(slot.window, window)));
    const others = { kept: kept.filter((one) => !alike(one, window)), last: last && alike(last, window) ? null : last };
    this.#arranged(stack, { ...others, ...(left ? { row: left } : {}) });
  }

  /** What stands on the keys for such pictures from now on; null: as delivered. */
  arrange(stack: StackCard, row: readonly Slot[] | null): void {
    const { kept, last } = this.of(stack);
    this.#arranged(stack, { kept, last, ...(row ? { row } : {}) });
  }

  #arranged(stack: StackCard, windows: OwnWindows): void {
    this.#set(kindOfWindow(stack), windows);
    this.changed(kindOfWindow(stack));
  }

  #set(kind: string, windows: OwnWindows): void {
    const all = new Map(this.#all.value);
    all.delete(kind);
    all.set(kind, windows);
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
  const { kept, last, row } = (entry[1] ?? {}) as { kept?: unknown; last?: unknown; row?: unknown };
  const windows = Array.isArray(kept) ? kept.filter(isWindow).slice(0, KEPT_AT_MOST) : [];
  const slots = Array.isArray(row) ? { row: row.filter(isSlot).slice(0, KEYS) } : {};
  return [[entry[0], { kept: windows, last: isWindow(last) ? last : null, ...slots }]];
}

function isSlot(found: unknown): found is Slot {
  const { name, file, window } = (found ?? {}) as { name?: unknown; file?: unknown; window?: unknown };
  return typeof name === "string" && (isWindow(window) || (Number.isInteger(file) && Number(file) >= 0));
}

function isWindow(found: unknown): found is Window {
  const { center, width, function: shape } = (found ?? {}) as Partial<Window>;
  return Number.isFinite(center) && Number.isFinite(width) && ["LINEAR", "LINEAR_EXACT", "SIGMOID"].includes(shape ?? "");
}
