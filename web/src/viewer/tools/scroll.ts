import type { Viewport } from "../../wire/messages";
import type { Grip } from "./grip";

const FINEST_CSS = 4;
const COARSEST_CSS = 24;

/** Down the stack as the hand goes down: the whole stack within the box, but no finer than the hand is steady. */
export function scroll({ start, stack, boxH, dy }: Grip): Viewport {
  const perFrame = Math.min(Math.max(boxH / stack.count, FINEST_CSS), COARSEST_CSS);
  const pos = start.pos + Math.trunc(dy / perFrame);
  return { ...start, cine: null, pos: Math.min(Math.max(pos, 0), stack.count - 1) };
}
