import type { StackCard, Viewport, Window } from "../../wire/messages";
import type { Matrix, Point } from "../geometry";

/** What a hand holds while it drags: how things stood when it took hold, and how far it has moved since (css px). */
export interface Grip {
  start: Viewport;
  stack: StackCard;
  /** Image → css pixels at the start. */
  matrix: Matrix;
  /** The image point under the hand at the start. */
  img: Point;
  /** The window in use at the start; null for pictures no window applies to. */
  window: Window | null;
  /** Height of the picture's box. */
  boxH: number;
  dx: number;
  dy: number;
}

/** A tool is one of these: from a grip to the viewport it makes. */
export type Tool = (grip: Grip) => Viewport;
