import type { OpinionVersion } from "../wire/messages";

const TOLD = ["position", "urgency", "next_step"] as const;
export type Said = (typeof TOLD)[number];

/** What a later version says otherwise than the one before: that its author changed their mind (OPN-25). */
export function changedIn(now: OpinionVersion, before: OpinionVersion | undefined): Said[] {
  return before ? TOLD.filter((what) => now[what] !== before[what]) : [];
}
