import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import type { LiveRoom } from "../room/live";
import type { AnswerWriting } from "../store/answer";
import { t } from "../texts/texts";
import type { Clinic } from "../wire/messages";
import { AnswerForm } from "./answerform";
import { Answered, FirstReport } from "./answered";
import { BlindWords, Due, Question } from "./asked";
import { Declining } from "./declining";
import { subjectWords } from "./words";

interface OpinionPanelProps {
  room: LiveRoom;
  writing: AnswerWriting;
  clinic: Clinic;
}

/** Beside the picture: what is asked on top, and the place to answer below it. */
export function OpinionPanel({ room, writing, clinic }: OpinionPanelProps): JSX.Element | null {
  const [declining, setDeclining] = useState(false);
  const owed = writing.owed.value;
  if (!owed) return null;
  const signed = owed.answers.length > 0;
  return (
    <section class="opinion-panel stack" id="panel-opinion" role="tabpanel" aria-label={t("reading-place")}>
      <div class="stack stack-tight">
        <Question owed={owed} />
        <p class="quiet small">
          {subjectWords(owed.subject)} · {t("reading-due")} <Due owed={owed} nowMs={writing.now()} />
        </p>
        <BlindWords writing={writing} />
      </div>
      {signed && !writing.amending.value ? <p class="banner banner-fine">{t("reading-done", { name: owed.asker_name })}</p> : null}
      {signed ? <Answered writing={writing} name={room.facts.me.value?.name ?? ""} /> : <FirstReport writing={writing} />}
      {writing.isOpen.value ? <AnswerForm writing={writing} room={room} clinic={clinic} /> : null}
      {owed.state === "accepted" ? (
        <div>
          <Button looks="quiet" opens="dialog" onClick={() => setDeclining(true)}>
            {t("reading-decline")}
          </Button>
        </div>
      ) : null}
      {declining ? <Declining writing={writing} onClose={() => setDeclining(false)} /> : null}
    </section>
  );
}
