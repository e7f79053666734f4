import type { Viewport } from "../../wire/messages";
import { areaOf, imageVector, panned } from "../geometry";
import type { Grip } from "./grip";

/** The picture goes where the hand goes. */
export function pan({ start, stack, matrix, dx, dy }: Grip): Viewport {
  return { ...start, area: panned(areaOf(start, stack), imageVector(matrix, dx, dy), stack) };
}
