import type { StackCard, Window, WindowChoice } from "../wire/messages";

export const KEYS = 9;

/** A window behind a key; `own`: kept by this person on this browser. */
export interface Preset extends Window {
  name: string;
  own?: "kept" | "last";
}

/** Windows everybody looks for in a unit, beside what the file itself offers. */
const USUAL: Record<string, readonly Preset[]> = {
  HU: [
    { name: "soft tissue", center: 40, width: 400, function: "LINEAR" },
    { name: "lung", center: -600, width: 1500, function: "LINEAR" },
    { name: "bone", center: 400, width: 1800, function: "LINEAR" },
    { name: "brain", center: 40, width: 80, function: "LINEAR" },
    { name: "angio", center: 300, width: 600, function: "LINEAR" },
  ],
};

/** What a person keeps for one kind of picture; windows are numbers, and nothing about anybody is in them. */
export interface OwnWindows {
  kept: readonly Window[];
  last: Window | null;
  /** What stands on the keys, once somebody arranged them: nothing else then does. */
  row?: readonly Slot[];
}

/** What stands on a key: one of the file's windows by its place in it, or one of one's own; empty names are the usual ones. */
export type Slot = { name: string } & ({ file: number } | { window: Window });

export const NO_WINDOWS: OwnWindows = { kept: [], last: null };

/** The windows behind the keys 1 to 9: the file's own first, then this person's, each window once; none for color. */
export function presetsOf(stack: StackCard, own: OwnWindows = NO_WINDOWS): Preset[] {
  if (stack.color) return [];
  if (own.row) return distinct(own.row.flatMap((slot) => placed(slot, stack)));
  const kept: Preset[] = own.kept.map((one) => ({ ...one, name: "", own: "kept" }));
  const last: Preset[] = own.last ? [{ ...own.last, name: "", own: "last" }] : [];
  const offered: Preset[] = [...stack.windows.map(known), ...kept, ...(USUAL[stack.unit] ?? []), ...last];
  return distinct(offered);
}

function distinct(offered: readonly Preset[]): Preset[] {
  const seen = new Set<string>();
  const each = offered.filter(({ center, width }) => {
    const isNew = !seen.has(`${center}/${width}`);
    seen.add(`${center}/${width}`);
    return isNew;
  });
  return each.slice(0, KEYS);
}

/** A place of the file's that this file does not have is no window. */
function placed(slot: Slot, { windows }: StackCard): Preset[] {
  if ("window" in slot) return [{ ...slot.window, name: slot.name, ...(slot.name === "" ? { own: "kept" as const } : {}) }];
  return windows.slice(slot.file, slot.file + 1).map((choice) => ({ ...known(choice), ...(slot.name === "" ? {} : { name: slot.name }) }));
}

/** Windows mean the same for pictures of one modality and unit. */
export function kindOfWindow(stack: StackCard): string {
  return `${stack.modality}|${stack.unit}`;
}

/** A function of a newer server's is shown as the plain one. */
function known({ name, center, width, function: shape }: WindowChoice): Preset {
  const named = (["LINEAR_EXACT", "SIGMOID"] as const).find((one) => one === shape);
  return { name, center, width, function: named ?? "LINEAR" };
}
