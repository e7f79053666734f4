import type { StackCard, Window } from "../wire/messages";
import { type OwnWindows, type Slot, KEYS, presetsOf } from "./presets";

export const NAME_MAX = 24;

/** What stands on the keys 1 to 9 now, as a row that can be changed: the file's windows by their place in it. */
export function rowOf(stack: StackCard, own: OwnWindows): readonly Slot[] {
  if (own.row) return own.row;
  return presetsOf(stack, { kept: own.kept, last: null }).map(({ name, center, width, function: shape }) => {
    const file = stack.windows.findIndex((one) => one.center === center && one.width === width);
    return file >= 0 ? { file, name: "" } : { window: { center, width, function: shape }, name };
  });
}

/** One key up or down; at an end it stays. */
export function moved(row: readonly Slot[], at: number, by: -1 | 1): readonly Slot[] {
  const slot = row[at];
  if (!slot || at + by < 0 || at + by >= row.length) return row;
  return row.toSpliced(at, 1).toSpliced(at + by, 0, slot);
}

export function without(row: readonly Slot[], at: number): readonly Slot[] {
  return row.toSpliced(at, 1);
}

export function renamed(row: readonly Slot[], at: number, name: string): readonly Slot[] {
  return row.map((slot, index) => (index === at ? { ...slot, name: name.trim().slice(0, NAME_MAX) } : slot));
}

/** Another window on this key; the old name said something else. */
export function replaced(row: readonly Slot[], at: number, window: Window): readonly Slot[] {
  return row.map((slot, index) => (index === at ? { window, name: "" } : slot));
}

export function added(row: readonly Slot[], window: Window): readonly Slot[] {
  return row.length < KEYS ? [...row, { window, name: "" }] : row;
}
