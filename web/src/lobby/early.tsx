import type { JSX } from "preact";
import { clockTime, dayName, t } from "../texts/texts";

const WORTH_WAITING_MS = 45 * 60_000;

/** Before the doors open: when it starts, in the reader's zone; nobody is told to wait here until tomorrow. */
export function EarlyWords({ startMs, nowMs }: { startMs: number; nowMs: number }): JSX.Element {
  const time = clockTime(startMs);
  const soon = startMs - nowMs < WORTH_WAITING_MS;
  return <p class="banner">{soon ? t("join-too-early", { time }) : t("join-too-early-long", { day: dayName(startMs), time })}</p>;
}
