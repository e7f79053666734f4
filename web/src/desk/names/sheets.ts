import type { SeriesCard, StackNames } from "../../wire/messages";
import { type Drawing, drawingOf } from "./areas";

/** Stacks of one series that get the same areas: all of one size, or a single one. Parts count from 0. */
export interface Sheet {
  parts: readonly number[];
  drawing: Drawing;
}

/** Whether guests are shown none of a stack before somebody has looked. */
export function isHeld(stack: StackNames): boolean {
  return stack.suspicion !== "" && !stack.checked;
}

export function heldStacks(series: SeriesCard): number {
  return series.stacks.filter(isHeld).length;
}

/** The state of a series in one word; "" when nobody has to worry. */
export function namesState(series: SeriesCard): "" | "held" | "masked" | "cleared" {
  if (heldStacks(series) > 0) return "held";
  if (series.stacks.some((stack) => stack.checked && stack.masks.length > 0)) return "masked";
  return series.stacks.some((stack) => stack.checked) ? "cleared" : "";
}

/** Black areas of all stacks that somebody has decided about. */
export function maskedAreas(series: SeriesCard): number {
  return Math.max(0, ...series.stacks.filter((stack) => stack.checked).map((stack) => stack.masks.length));
}

/** One sheet for all stacks of a size where they agree so far, else one for each. */
export function sheetsOf(series: SeriesCard): Sheet[] {
  return groupsOf(series).flatMap((parts) => {
    const masks = parts.map((part) => series.stacks[part]?.masks ?? []);
    const alike = masks.every((one) => JSON.stringify(one) === JSON.stringify(masks[0]));
    if (alike) return [{ parts, drawing: drawingOf(masks[0] ?? []) }];
    return parts.map((part, at) => ({ parts: [part], drawing: drawingOf(masks[at] ?? []) }));
  });
}

function groupsOf(series: SeriesCard): number[][] {
  const groups = new Map<string, number[]>();
  series.stacks.forEach(({ columns, rows }, part) => {
    const size = `${columns} ${rows}`;
    groups.set(size, [...(groups.get(size) ?? []), part]);
  });
  return [...groups.values()];
}

/** How many stacks have the size of this one. */
export function alikeCount(series: SeriesCard, part: number): number {
  return groupsOf(series).find((parts) => parts.includes(part))?.length ?? 1;
}

/** The same areas for all stacks of this size: those of the stack in hand. */
export function joined(sheets: readonly Sheet[], series: SeriesCard, part: number): Sheet[] {
  const group = groupsOf(series).find((parts) => parts.includes(part)) ?? [part];
  const drawing = sheets.find((sheet) => sheet.parts.includes(part))?.drawing ?? drawingOf([]);
  return [...sheets.filter((sheet) => !sheet.parts.some((one) => group.includes(one))), { parts: group, drawing }];
}

/** Areas of its own for each stack of this sheet. */
export function split(sheets: readonly Sheet[], part: number): Sheet[] {
  return sheets.flatMap((sheet) =>
    sheet.parts.includes(part) ? sheet.parts.map((one) => ({ parts: [one], drawing: sheet.drawing })) : [sheet],
  );
}

/** The stack that a position of the series lies in; positions count through the stacks in order. */
export function partAt(series: SeriesCard, position: number): number {
  let first = 0;
  for (const [part, stack] of series.stacks.entries()) {
    first += stack.count;
    if (position < first) return part;
  }
  return Math.max(0, series.stacks.length - 1);
}

export function firstPosition(series: SeriesCard, part: number): number {
  return series.stacks.slice(0, part).reduce((sum, stack) => sum + stack.count, 0);
}
