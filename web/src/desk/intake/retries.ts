import type { Failed } from "../../wire/http";

const RETRY_MS = [1000, 3000, 8000];
/** What concerns every file: the rest is not tried until somebody says so. */
const STOPS = new Set(["storage_full", "quota_reached", "forbidden", "storage_unavailable", "log_unavailable"]);

/** What to do with a file that could not be sent. */
export type Verdict =
  | { then: "begin_anew" }
  | { then: "stop" }
  | { then: "again"; afterMs: number }
  | { then: "give_up" };

/** `tries` were made before this one; `others` says whether more files wait. */
export function verdict(failed: Failed, tries: number, others: boolean): Verdict {
  if (failed.code === "import_finished") return { then: "begin_anew" };
  if (STOPS.has(failed.code) || failed.status === 401) return { then: "stop" };
  const pause = RETRY_MS[tries];
  if (isPassing(failed) && pause !== undefined) {
    return { then: "again", afterMs: Math.max(pause, Number(failed.facts.retry_ms ?? 0)) };
  }
  // The line is down, it is not this file: do not run through all the others as well.
  return failed.status === 0 && others ? { then: "stop" } : { then: "give_up" };
}

function isPassing(failed: Failed): boolean {
  return failed.code !== "unknown" && (failed.status === 0 || failed.status >= 500 || failed.status === 429);
}
