import type { StackCard, Viewport } from "../wire/messages";
import { type Remap, remapFor } from "./remap";
import type { Ready, Shelf } from "./shelf";

/** What the painter shall show: a picture, possibly remapped, and whether it is what the view asks for. */
export interface Scene {
  ready: Ready | null;
  remap: Remap | null;
  exact: boolean;
}

const NOTHING: Scene = { ready: null, remap: null, exact: false };

/**
 * The picture for a viewport: the exact one; else, of a playing clip, the latest it has shown or should have; else the
 * same frame remapped while that is honest; else the old frame of the same stack, held; never a frame of another stack.
 */
export function sceneFor(
  viewport: Viewport,
  stack: StackCard,
  pos: number,
  shelf: Shelf,
  held: Ready | null,
  before: readonly number[] = [],
): Scene {
  const exact = shelf.get({ stack: stack.id, pos, voi: viewport.voi });
  if (exact) return { ready: exact, remap: null, exact: true };
  for (const earlier of before) {
    const ready = shelf.get({ stack: stack.id, pos: earlier, voi: viewport.voi });
    if (ready) return { ready, remap: null, exact: false };
  }
  if (held?.meta.stack !== stack.id) return NOTHING;
  const sameFrame = held.meta.pos === pos && !stack.color;
  return { ready: held, remap: sameFrame ? remapFor(held.meta.window, viewport.voi) : null, exact: false };
}
