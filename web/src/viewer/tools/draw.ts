import type { Kind } from "../../store/shape";
import type { Point } from "../geometry";
import { angle } from "./angle";
import { arrow } from "./arrow";
import { ellipse } from "./ellipse";
import { freehand } from "./freehand";
import { length } from "./length";
import { rectangle } from "./rectangle";
import { text } from "./text";

/** A tool for drawing is one of these: the points it makes of those there were and where the hand is (image pixels). */
export type Draw = (before: readonly Point[], at: Point, stroke: number) => Point[];

export const DRAW: Record<Kind, Draw> = { arrow, freehand, text, length, angle, ellipse, rectangle };

/** How often the hand takes hold until it is done: an angle is two strokes. */
export function strokesOf(kind: Kind): number {
  return kind === "angle" ? 2 : 1;
}
