import type { StackCard } from "../wire/messages";

/** A distance that many times the usual one means that slices are missing between. */
const GAP = 1.5;

/** Whether a place in one stack means the same in the other: the server gave both the same space. */
export function isComparable(one: StackCard | undefined, other: StackCard | undefined): boolean {
  return !!one && !!other && one.space !== 0 && one.space === other.space;
}

const MAIN_PLANES = ["axial", "coronal", "sagittal"];

/** Whether distances in one stack can be carried to the other by hand: both lie in space, cut the same way. */
export function areMeasured(one: StackCard | undefined, other: StackCard | undefined): boolean {
  return !!one && !!other && one.space !== 0 && other.space !== 0 && one.plane === other.plane && MAIN_PLANES.includes(one.plane);
}

/**
 * The slice at a place (millimetres along the normal of the stack's space), the lower position of two that are equally
 * near; null where the stack has none. A slice reaches half the way to its neighbor, and half the usual distance where it
 * has none: at the ends, and at a gap. The server finds the same.
 */
export function nearestTo(stack: StackCard, mm: number): number | null {
  const { places, step_mm: usual } = stack;
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return null;
  const beyond = (place: number): boolean => (last > first ? place >= mm : place <= mm);
  const found = places.findIndex(beyond);
  const after = found < 0 ? places.length : found;
  const [low, high] = [places[after - 1], places[after]];
  const away = (place: number | undefined): number => (place === undefined ? Number.POSITIVE_INFINITY : Math.abs(place - mm));
  const at = away(low) <= away(high) ? after - 1 : after;
  if (low !== undefined && high !== undefined && Math.abs(high - low) <= GAP * usual) return at;
  const inner = places[at < after ? at - 1 : at + 1];
  const own = places[at] ?? first;
  const reach = Math.min(usual, inner === undefined ? usual : Math.abs(inner - own)) / 2;
  return away(own) <= reach ? at : null;
}

/** Where a position of a stack lies; null without a space. */
export function placeOf(stack: StackCard | undefined, pos: number): number | null {
  return stack?.places[pos] ?? null;
}
