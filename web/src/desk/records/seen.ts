import type { EntryCard, SeriesCard } from "../../wire/messages";

/** Positions first…last, both from 1. */
export type Range = readonly [number, number];

/** Which pictures of one series were let onto one person's screen, and which were really there. */
export interface Seen {
  person: string;
  series: string;
  authorized: Range[];
  shown: Range[];
}

/** Ranges in order, without overlap or gap. */
export function merged(ranges: readonly Range[]): Range[] {
  const made: Range[] = [];
  for (const [first, last] of [...ranges].sort((one, other) => one[0] - other[0])) {
    const before = made.at(-1);
    if (before && first <= before[1] + 1) made[made.length - 1] = [before[0], Math.max(before[1], last)];
    else made.push([first, last]);
  }
  return made;
}

/** How many positions ranges cover. */
export function covered(ranges: readonly Range[]): number {
  return merged(ranges).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

export function rangesText(ranges: readonly Range[]): string {
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
}

/** Roll the entries about pictures up to one line per person and series, in the order people first saw something. */
export function whoSawWhat(entries: readonly EntryCard[]): Seen[] {
  const ofStack = new Map<number, string>();
  for (const { kind, facts } of entries) {
    if (kind === "instances.authorized") ofStack.set(Number(facts.stack), String(facts.series ?? ""));
  }
  const found = new Map<string, Seen>();
  for (const entry of entries) {
    const { kind, facts } = entry;
    if (kind !== "instances.authorized" && kind !== "instances.shown") continue;
    const stack = Number(facts.stack);
    const key = `${entry.actor} ${stack}`;
    const seen = found.get(key) ?? { person: entry.actor, series: ofStack.get(stack) ?? "", authorized: [], shown: [] };
    if (kind === "instances.authorized") seen.authorized.push([Number(facts.first), Number(facts.last)]);
    else seen.shown.push(...pairs(facts.positions));
    found.set(key, seen);
  }
  return [...found.values()].map((seen) => ({
    ...seen,
    authorized: merged(seen.authorized),
    shown: merged(seen.shown),
  }));
}

function pairs(positions: EntryCard["facts"][string] | undefined): Range[] {
  if (!Array.isArray(positions)) return [];
  const made: Range[] = [];
  for (let at = 0; at + 1 < positions.length; at += 2) made.push([Number(positions[at]), Number(positions[at + 1])]);
  return made;
}

/** The series with this id, if the consult still knows it. */
export function seriesOf(id: string, series: readonly SeriesCard[]): SeriesCard | undefined {
  return series.find((one) => one.id === id);
}
