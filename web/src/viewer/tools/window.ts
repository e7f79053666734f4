import type { Viewport } from "../../wire/messages";
import type { Grip } from "./grip";

const PER_CSS = 1 / 250;
const FINEST_STEP = 1 / 200;
const WHOLE_FROM = 20;

/** Right is wider, down is a higher center (darker); the step follows the width, so every unit feels the same. */
export function adjustWindow({ start, window, dx, dy }: Grip): Viewport {
  if (!window) return start;
  const step = Math.max(window.width * PER_CSS, FINEST_STEP);
  const least = window.function === "LINEAR" ? 1 : FINEST_STEP;
  const width = rounded(Math.min(Math.max(window.width + dx * step, least), 2e6), window.width);
  const center = rounded(Math.min(Math.max(window.center + dy * step, -1e6), 1e6), window.width);
  return { ...start, voi: { center, width: Math.max(width, least), function: window.function } };
}

/** Whole units where they are fine enough, three digits of the width elsewhere. */
function rounded(value: number, width: number): number {
  if (width >= WHOLE_FROM) return Math.round(value);
  const unit = 10 ** (Math.floor(Math.log10(width)) - 2);
  return Number((Math.round(value / unit) * unit).toPrecision(6));
}
