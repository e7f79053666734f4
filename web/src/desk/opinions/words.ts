import { t } from "../../texts/texts";
import type { AskedOpinion, SubjectCard } from "../../wire/messages";
import type { Tone } from "../../components/chip";
import { momentText, spanWords } from "../format";
import { ageOf, dueIn, type Queued } from "./standing";

/** The patient as a request shows them: age and sex, nothing that names them. */
export function subjectWords({ age, sex }: SubjectCard): string {
  const known = ageOf(age);
  return [known ? t(`opinions-age-${known.unit}`, { count: known.count }) : "", sex ? t("sex", { sex }) : ""].filter(Boolean).join(" · ");
}

/** "due in 3 h 20 min", "overdue by 20 min"; once nobody waits, when it was due. */
export function clockWords(opinion: Pick<AskedOpinion, "state" | "clock">, nowMs: number): string {
  const left = dueIn(opinion, nowMs);
  if (left === null) return t("opinions-was-due", { when: momentText(opinion.clock.due_ms) });
  return t(left > 0 ? "opinions-due-in" : "opinions-late", { time: spanWords(left) });
}

/** How far it came, as whoever is on this side says it. */
export function stateWords({ side, opinion }: Queued): string {
  return t(`opinions-state-${opinion.state}`, { side });
}

const TONES: Partial<Record<AskedOpinion["state"], Tone>> = { accepted: "steer", answered: "fine", declined: "attention" };

export function stateTone({ side, opinion }: Queued): Tone {
  if (side === "owed" && opinion.state === "asked") return "attention";
  return TONES[opinion.state] ?? "plain";
}
