import { hasText, t } from "../../texts/texts";
import type { SeenCard, TierSeen } from "../../wire/messages";

/** First and last position, both from 1. */
export type Range = readonly [number, number];

/** How many pictures ranges hold; they neither overlap nor touch. */
export function covered(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

export function rangesText(ranges: readonly Range[]): string {
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
}

/** 3 min 20 s; a part of a second is a second. */
export function lastedText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return t("seen-time", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** lossless · 3 pictures (5–7) · 3 min 20 s */
export function tierText(part: TierSeen, timed: boolean): string {
  const tier = `seen-tier-${part.tier}`;
  const words = [hasText(tier) ? t(tier) : "", t("seen-count", { count: covered(part.ranges), ranges: rangesText(part.ranges) })];
  if (timed) words.push(part.ms === null ? t("seen-time-unknown") : lastedText(part.ms));
  return words.filter(Boolean).join(" · ");
}

/** What was on a screen, or sent to it: one line for each tier, or that there was nothing. */
export function shownTexts(seen: SeenCard): string[] {
  return seen.shown.length > 0 ? seen.shown.map((part) => tierText(part, true)) : [t("seen-not-told")];
}

export function sentTexts(seen: SeenCard): string[] {
  if (seen.sent === null) return [t("seen-sent-unknown")];
  return seen.sent.length > 0 ? seen.sent.map((part) => tierText(part, false)) : [t("seen-not-sent")];
}
