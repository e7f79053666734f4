import type { Point } from "../geometry";

/** Words stand where the hand is. */
export function text(_: readonly Point[], at: Point): Point[] {
  return [at];
}
