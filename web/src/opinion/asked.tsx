import type { JSX } from "preact";
import { Chip, type Tone } from "../components/chip";
import type { AnswerWriting } from "../store/answer";
import { t } from "../texts/texts";
import type { OwedOpinion } from "../wire/messages";
import { dashed, momentWords, spanWords, stackWords, subjectWords } from "./words";

const URGENCY: Record<OwedOpinion["urgency"], Tone> = { routine: "plain", soon: "plain", urgent: "attention" };

/** What is asked, word for word. */
export function Question({ owed }: { owed: OwedOpinion }): JSX.Element {
  return (
    <blockquote class="question">
      <bdi>{owed.question}</bdi>
    </blockquote>
  );
}

/** About whom, what there is to see, how soon, on what ground: everything one needs to say yes or no. */
export function AskedFacts({ owed, nowMs }: { owed: OwedOpinion; nowMs: number }): JSX.Element {
  const held = owed.stacks.filter((stack) => stack.held).length;
  return (
    <dl class="facts asked-facts">
      <dt>{t("reading-about")}</dt>
      <dd>{subjectWords(owed.subject)}</dd>
      <dt>{t("reading-pictures")}</dt>
      <dd>
        {owed.stacks.map((stack, at) => (
          <div key={at}>{stackWords(stack)}</div>
        ))}
        {held > 0 ? <div class="quiet small">{t("reading-held", { count: held, all: owed.stacks.length })}</div> : null}
      </dd>
      <dt>{t("reading-urgency")}</dt>
      <dd>
        <Chip tone={URGENCY[owed.urgency]}>{t(`reading-urgency-${owed.urgency}`)}</Chip>
      </dd>
      <dt>{t("reading-due")}</dt>
      <dd>
        <Due owed={owed} nowMs={nowMs} />
      </dd>
      <dt>{t("reading-time")}</dt>
      <dd>{t("reading-time-granted", { minutes: owed.minutes })}</dd>
      <dt>{t("reading-basis")}</dt>
      <dd>{t(`reading-basis-${dashed(owed.basis)}`)}</dd>
    </dl>
  );
}

/** Until when the answer is needed; late is said, and stops nothing. */
export function Due({ owed, nowMs }: { owed: OwedOpinion; nowMs: number }): JSX.Element {
  const left = owed.clock.due_ms - nowMs;
  const moment = momentWords(owed.clock.due_ms, nowMs);
  const open = owed.state === "asked" || owed.state === "accepted";
  if (!open) return <>{moment}</>;
  if (left < 0) return <span class="tone-attention">{t("reading-due-over", { moment })}</span>;
  return <>{t("reading-due-left", { moment, span: spanWords(left) })}</>;
}

/** What a blind reader does not have, and that they do not have it. */
export function BlindWords({ writing }: { writing: AnswerWriting }): JSX.Element | null {
  const owed = writing.owed.value;
  if (!owed?.blind || owed.answers.length > 0 || owed.state === "declined" || owed.state === "withdrawn") return null;
  return <p class="banner">{t("reading-blind")}</p>;
}
