import { shownPos } from "../store/picture";
import type { StackCard, Viewport } from "../wire/messages";
import { areaOf, zoomed } from "./geometry";
import { type Choice, chosenOf, paced, playing } from "./playing";
import { type Preset, presetsOf } from "./presets";

/** What keys and buttons can ask of the picture; the room does the ones that are not about the picture. */
export type Command =
  | { name: "step"; by: number }
  | { name: "first" | "last" | "cine" | "invert" | "rotate" | "flip" | "fit" | "closer" | "farther" | "own-window" }
  | { name: "preset"; number: number }
  | { name: "palette"; palette: Viewport["palette"] }
  | ({ name: "cine-set" } & Choice)
  | { name: "slower" | "faster" }
  | { name: "undo" | "redo" | "remove" | "next-mark" | "point" }
  | { name: "goto" | "help" | "pause" | "say" | "link" | "control" | "measure" };

const KEYS: Record<string, Command> = {
  ArrowDown: { name: "step", by: 1 },
  ArrowRight: { name: "step", by: 1 },
  ArrowUp: { name: "step", by: -1 },
  ArrowLeft: { name: "step", by: -1 },
  PageDown: { name: "step", by: 10 },
  PageUp: { name: "step", by: -10 },
  Home: { name: "first" },
  End: { name: "last" },
  " ": { name: "cine" },
  "<": { name: "slower" },
  ">": { name: "faster" },
  "+": { name: "closer" },
  "=": { name: "closer" },
  "-": { name: "farther" },
  "?": { name: "help" },
  Delete: { name: "remove" },
  Backspace: { name: "remove" },
};
const LETTERS: Record<string, Command> = {
  i: { name: "invert" },
  r: { name: "rotate" },
  f: { name: "flip" },
  "0": { name: "own-window" },
  x: { name: "fit" },
  g: { name: "goto" },
  "/": { name: "goto" },
  b: { name: "pause" },
  c: { name: "say" },
  p: { name: "point" },
  n: { name: "next-mark" },
  l: { name: "link" },
  h: { name: "control" },
  m: { name: "measure" },
};
const WITH_CONTROL: Record<string, Command> = { z: { name: "undo" }, y: { name: "redo" } };

interface Pressed {
  key: string;
  /** Where the key lies, as a Latin keyboard names it. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** The command of a key pressed while the picture has the focus; `letters` can be switched off (WCAG 2.1.4). */
export function commandOf(pressed: Pressed, letters: boolean): Command | null {
  if (pressed.isComposing || pressed.altKey) return null;
  const key = latin(pressed);
  if (pressed.ctrlKey || pressed.metaKey) {
    const found = WITH_CONTROL[key.toLowerCase()] ?? null;
    return pressed.shiftKey && found?.name === "undo" ? { name: "redo" } : found;
  }
  const plain = KEYS[key];
  if (plain) return plain;
  if (!letters) return null;
  if (/^[1-9]$/.test(key)) return { name: "preset", number: Number(key) };
  return LETTERS[key.toLowerCase()] ?? null;
}

/** What a keyboard that writes Arabic, Greek or Cyrillic has on the same key. */
export function latin({ key, code, shiftKey }: Pick<Pressed, "key" | "code" | "shiftKey">): string {
  if (/^[ -~]/.test(key)) return key;
  if (shiftKey && code === "Slash") return "?";
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

const CLOSER = 1.25;
const QUARTERS = [0, 90, 180, 270] as const;

/** The viewport after a command; the same one when the command is not about the picture. `played`: how its clip was. */
export function changed(
  viewport: Viewport,
  stack: StackCard,
  command: Command,
  nowMs: number,
  presets: readonly Preset[] = presetsOf(stack),
  played: Choice = {},
): Viewport {
  switch (command.name) {
    case "step":
      return at(viewport, stack, shownPos(viewport, stack, nowMs) + command.by);
    case "first":
      return at(viewport, stack, 0);
    case "last":
      return at(viewport, stack, stack.count - 1);
    case "cine":
      return playing(viewport, stack, nowMs, played);
    case "invert":
      return { ...viewport, invert: !viewport.invert };
    case "rotate":
      return { ...viewport, rot: QUARTERS[(viewport.rot / 90 + 1) % 4] ?? 0 };
    case "flip":
      return { ...viewport, flip: !viewport.flip };
    case "fit":
      return { ...viewport, area: null };
    case "closer":
    case "farther":
      return { ...viewport, area: magnified(viewport, stack, command.name === "closer" ? CLOSER : 1 / CLOSER) };
    case "own-window":
      return { ...viewport, voi: null };
    case "preset":
      return preset(viewport, presets, command.number);
    case "palette":
      return stack.color ? viewport : { ...viewport, palette: command.palette };
    case "cine-set":
      return chosenOf(viewport, stack, command, nowMs);
    case "slower":
    case "faster":
      return paced(viewport, stack, command.name === "faster" ? 1 : -1, nowMs);
    case "undo":
    case "redo":
    case "remove":
    case "next-mark":
    case "point":
    case "goto":
    case "help":
    case "pause":
    case "say":
    case "link":
    case "control":
    case "measure":
      return viewport;
  }
}

export function at(viewport: Viewport, stack: StackCard, pos: number): Viewport {
  return { ...viewport, cine: null, pos: Math.min(Math.max(pos, 0), stack.count - 1) };
}

function magnified(viewport: Viewport, stack: StackCard, factor: number): Viewport["area"] {
  const area = areaOf(viewport, stack);
  return zoomed(area, factor, [(area[0] + area[2]) / 2, (area[1] + area[3]) / 2], stack);
}

/** Preset 1…9 of this stack, when there is such a one. */
function preset(viewport: Viewport, presets: readonly Preset[], number: number): Viewport {
  const choice = presets[number - 1];
  if (!choice) return viewport;
  const { center, width, function: shape } = choice;
  return { ...viewport, voi: { center, width, function: shape } };
}

/** `4/57` → series 4, image 57; `57` → image 57 of the stack shown. Null when it is neither, or not here. */
export function destination(
  typed: string,
  stacks: readonly StackCard[],
  shown: number | null,
): { stack: number; pos: number } | null {
  const found = /^\s*(?:(\d+)\s*[/.\s]\s*)?(\d+)\s*$/.exec(typed);
  if (!found) return null;
  const series = found[1] === undefined ? null : Number(found[1]);
  const fitting = stacks.filter((one) => (series === null ? one.id === shown : one.series_number === series));
  for (const stack of fitting) {
    const pos = stack.image_numbers.indexOf(Number(found[2]));
    if (pos >= 0) return { stack: stack.id, pos };
  }
  return null;
}
