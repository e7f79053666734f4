import type { AskedOpinion, OwedOpinion } from "../../wire/messages";
import type { Route } from "../routes";

/** One row of the queue, whichever side one is on. */
export type Queued = { side: "asked"; opinion: AskedOpinion } | { side: "owed"; opinion: OwedOpinion };

const LATE_MS = 2 * 3_600_000;

type Clocked = Pick<AskedOpinion, "state" | "clock">;

/** Who is on the other side of it. */
export function nameOf({ side, opinion }: Queued): string {
  return side === "asked" ? opinion.reader_name : opinion.asker_name;
}

/** Where it is read, or answered. */
export function pageOf({ side, opinion }: Queued): Route {
  return side === "asked" ? { page: "opinion", opinion: opinion.id } : { page: "reading", opinion: opinion.id };
}

/** Whether somebody still waits for an answer. */
export function isOpen({ state }: Pick<AskedOpinion, "state">): boolean {
  return state === "asked" || state === "accepted";
}

/** An answer nobody has read yet. */
export function isUnread({ state, clock }: Clocked): boolean {
  return state === "answered" && clock.read_ms === null;
}

/** How far off the due time is; null once nobody waits. Below zero it is late, whether or not the server has said so yet. */
export function dueIn(opinion: Clocked, nowMs: number): number | null {
  return isOpen(opinion) ? opinion.clock.due_ms - nowMs : null;
}

/** The farthest that a due time can be moved to: until then its reading can be begun, and that was fixed when it was asked. */
export function latestDue({ clock }: Pick<AskedOpinion, "clock">): number {
  return clock.first_due_ms + LATE_MS;
}

/** Both sides as one queue, the newest first; what one still has to do something about comes before what is done. */
export function queueOf(asked: readonly AskedOpinion[], owed: readonly OwedOpinion[]): { open: Queued[]; done: Queued[] } {
  const all: Queued[] = [
    ...asked.map((opinion) => ({ side: "asked", opinion }) as const),
    ...owed.map((opinion) => ({ side: "owed", opinion }) as const),
  ];
  all.sort((one, other) => other.opinion.clock.asked_ms - one.opinion.clock.asked_ms);
  const isWaiting = ({ side, opinion }: Queued): boolean => isOpen(opinion) || (side === "asked" && isUnread(opinion));
  // what is due first comes first, as the figures beside them say; what is over is a list of what was new
  const open = all.filter(isWaiting).sort((one, other) => one.opinion.clock.due_ms - other.opinion.clock.due_ms);
  return { open, done: all.filter((one) => !isWaiting(one)) };
}

/** Whole years, or months, of DICOM's `054Y` (AS, PS3.5 6.2); undefined when the age is not known. */
export function ageOf(age: string): { unit: "years" | "months"; count: number } | undefined {
  const parts = /^(\d{3})([YM])$/.exec(age);
  if (!parts) return undefined;
  return { unit: parts[2] === "Y" ? "years" : "months", count: Number(parts[1]) };
}

export interface Step {
  what: "asked" | "accepted" | "declined" | "withdrawn" | "begun" | "ends" | "open" | "revealed" | "overdue" | "answered" | "read";
  atMs: number;
}

/** What happened to a request in the order of time, and until when there is still something to see. */
export function stepsOf({ state, clock, reading }: Pick<AskedOpinion, "state" | "clock" | "reading">): Step[] {
  const closed = state === "answered" || state === "declined" || state === "withdrawn" ? clock.closed_ms : null;
  const until = reading.phase === "locked" ? null : clock.begun_ms === null ? reading.open_until_ms : reading.ends_ms;
  const known: [Step["what"], number | null][] = [
    ["asked", clock.asked_ms],
    ["accepted", clock.accepted_ms],
    ["begun", clock.begun_ms],
    ["overdue", clock.overdue_ms],
    [state === "declined" || state === "withdrawn" ? state : "answered", closed],
    ["revealed", clock.revealed_ms],
    ["read", clock.read_ms],
    [clock.begun_ms === null ? "open" : "ends", until],
  ];
  const steps = known.flatMap(([what, atMs]) => (atMs === null ? [] : [{ what, atMs }]));
  return steps.sort((one, other) => one.atMs - other.atMs);
}
