import { Notices } from "../store/notices";
import { errorText } from "../texts/texts";
import { Failed } from "../wire/http";

/** What is said once at the foot of any staff page. */
export const notices = new Notices();

/** What went wrong, in words a person can act on. */
export function wordsOf(error: unknown): string {
  const failed = error instanceof Failed ? error : new Failed(0, "unknown");
  return errorText(failed.code, failed.facts);
}

/** Say what went wrong; being signed out says itself. */
export function complain(error: unknown): void {
  if (error instanceof Failed && error.status === 401) return;
  notices.say(wordsOf(error), true);
}
