import type { Pencil } from "../store/pencil";
import type { StackCard, Viewport } from "../wire/messages";
import type { Point } from "./geometry";
import type { ToolName } from "./hand";
import type { Finger } from "./ink";
import type { MouseTools } from "./mouse";
import type { Pane } from "./pane";
import type { Ready, Shelf } from "./shelf";

/** What a pane needs of the stage it stands on. */
export interface PaneHost {
  clinician: boolean;
  shelf: Shelf;
  now: () => number;
  tool: () => ToolName;
  mouse: () => MouseTools;
  holds: () => boolean;
  leaves: () => boolean;
  points: () => boolean;
  pencil: Pencil;
  /** Whether this person draws. */
  draws: () => boolean;
  mayChange: (author: string) => boolean;
  fingers: (stack: number, pos: number) => Finger[];
  propose: (pane: Pane, change: (before: Viewport) => Viewport) => void;
  step: (pane: Pane, by: number) => void;
  /** Whether this screen shows one of several viewports. */
  swipes: () => boolean;
  turn: (by: number) => void;
  touched: (pane: Pane) => void;
  point: (picture: { stack: number; pos: number } | null, at: Point | null) => void;
  hover: (pane: Pane, at: Point | null) => void;
  painted: (ready: Ready) => void;
  close: (pane: Pane) => void;
  queue: () => void;
}

/** A viewport and the stack it shows. */
export interface Found {
  viewport: Viewport;
  stack: StackCard;
}
