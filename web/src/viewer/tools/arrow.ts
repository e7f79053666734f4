import type { Point } from "../geometry";

/** From tail to head. */
export function arrow(before: readonly Point[], at: Point): Point[] {
  return [before[0] ?? at, at];
}
