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

/** A remap runs over every pixel: above this many it would be slower than the real frame. */
const REMAP_PIXELS = 1_100_000;

/**
 * The picture for a viewport: the exact one; else the same frame remapped while that is honest; else the old frame of
 * the same stack, held; never a frame of another stack.
 */
export function sceneFor(viewport: Viewport, stack: StackCard, pos: number, shelf: Shelf, held: Ready | null): Scene {
  const exact = shelf.get({ stack: stack.id, pos, voi: viewport.voi });
  if (exact) return { ready: exact, remap: null, exact: true };
  if (held?.meta.stack !== stack.id) return NOTHING;
  const sameFrame = held.meta.pos === pos && !stack.color && held.meta.w * held.meta.h <= REMAP_PIXELS;
  return { ready: held, remap: sameFrame ? remapFor(held.meta.window, viewport.voi) : null, exact: false };
}
