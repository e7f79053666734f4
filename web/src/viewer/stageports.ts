import type { ReadonlySignal } from "@preact/signals-core";
import type { Drawings } from "../store/drawings";
import type { Pencil } from "../store/pencil";
import type { FrameMeta, StackCard, View, Viewport } from "../wire/messages";
import type { Picture } from "../worker/protocol";
import type { Command } from "./commands";
import type { Point, Size } from "./geometry";
import type { ToolName } from "./hand";
import type { MouseTools } from "./mouse";
import type { Preset } from "./presets";
import type { Shelf } from "./shelf";

/** What the stage needs from the room; it never touches the socket. */
export interface StagePorts {
  /** What is on this person's screen: the shared view, or their own. */
  view: ReadonlySignal<View | null>;
  stacks: ReadonlySignal<readonly StackCard[]>;
  holds: ReadonlySignal<boolean>;
  leaves: ReadonlySignal<boolean>;
  /** No input and no promise of freshness: the line is down, the lease is late. */
  paused: ReadonlySignal<boolean>;
  tool: ReadonlySignal<ToolName>;
  mouse: ReadonlySignal<MouseTools>;
  /** Whether single letters act (WCAG 2.1.4). */
  letters: ReadonlySignal<boolean>;
  clinician: boolean;
  shelf: Shelf;
  drawings: Drawings;
  pencil: Pencil;
  presets: (stack: StackCard) => readonly Preset[];
  draws: () => boolean;
  mayChange: (author: string) => boolean;
  who: (participant: string) => { name: string; color: string };
  now: () => number;
  propose: (change: (viewport: Viewport) => Viewport, id: string) => void;
  arrange: (change: (view: View) => View) => void;
  focus: (pictures: Picture[]) => void;
  painted: (meta: FrameMeta) => void;
  sized: (size: Size, dpr: number) => void;
  point: (picture: { stack: number; pos: number } | null, at: Point | null) => void;
  value: (picture: { stack: number; pos: number }, at: Point) => Promise<string>;
  /** Away with the pencil. */
  putDown: () => void;
  command: (command: Command) => void;
}

/** So that an effect or a computed value runs again when one of them changes. */
export function reads(...signals: readonly ReadonlySignal<unknown>[]): void {
  signals.forEach((one) => one.value);
}
