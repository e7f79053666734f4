import type { Window } from "../wire/messages";

/** Grey = gain · grey of the frame shown + offset. */
export interface Remap {
  gain: number;
  offset: number;
}

const INSIDE = 0.95;

function edges({ center, width }: Window): [number, number] {
  return [center - width / 2, center + width / 2];
}

/**
 * How to show a linear `wanted` window from a frame rendered with `had`, while the real frame is on its way.
 * Only while at least 95 % of the wanted window lies inside the frame's (elsewhere grey values are already cut off);
 * null: hold the old frame instead.
 */
export function remapFor(had: Window | null, wanted: Window | null): Remap | null {
  if (!had || !wanted || had.function === "SIGMOID" || wanted.function === "SIGMOID") return null;
  const [hadLow, hadHigh] = edges(had);
  const [low, high] = edges(wanted);
  const inside = Math.min(high, hadHigh) - Math.max(low, hadLow);
  if (wanted.width <= 0 || inside < INSIDE * wanted.width) return null;
  return { gain: had.width / wanted.width, offset: ((hadLow - low) / wanted.width) * 255 };
}

/** Every grey value remapped, ready for a look-up. */
export function remapTable({ gain, offset }: Remap): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 256 }, (_, grey) => Math.round(gain * grey + offset));
}
