import { Notices } from "../store/notices";
import { errorText, hasText, t } from "../texts/texts";
import { Failed } from "../wire/http";

/** What is said once at the foot of any staff page. */
export const notices = new Notices();

/** What was thrown, as a refusal: anything else is one we do not know. */
export function asFailed(error: unknown): Failed {
  return error instanceof Failed ? error : new Failed(0, "unknown");
}

/** What went wrong, in words a person can act on. */
export function wordsOf(error: unknown): string {
  const failed = asFailed(error);
  return errorText(failed.code, { ...failed.facts, ...fieldsIn(failed) });
}

/** Fields of a file that differ, by the names people know them by. */
function fieldsIn({ facts }: Failed): { fields?: string } {
  if (typeof facts.fields !== "string") return {};
  const named = facts.fields.split(",").map((field) => {
    const id = `field-${field.trim().replaceAll("_", "-")}`;
    return hasText(id) ? t(id) : field;
  });
  return { fields: named.join(", ") };
}

/** Say what went wrong; being signed out says itself. */
export function complain(error: unknown): void {
  if (error instanceof Failed && error.status === 401) return;
  notices.say(wordsOf(error), true);
}
