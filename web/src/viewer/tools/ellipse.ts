import type { Point } from "../geometry";

/** Two opposite corners of the box around it. */
export function ellipse(before: readonly Point[], at: Point): Point[] {
  return [before[0] ?? at, at];
}
