import type { Viewport } from "../../wire/messages";
import { areaOf, zoomed } from "../geometry";
import type { Grip } from "./grip";

const PER_CSS = 1 / 180;

/** Up is closer; the point under the hand stays under it. */
export function zoom({ start, stack, img, dy }: Grip): Viewport {
  return { ...start, area: zoomed(areaOf(start, stack), Math.exp(-dy * PER_CSS), img, stack) };
}
