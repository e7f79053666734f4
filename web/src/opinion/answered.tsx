import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Panel } from "../components/panel";
import type { AnswerWriting } from "../store/answer";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { OwedOpinion } from "../wire/messages";
import { Versions } from "./version";
import { citedWords, momentWords } from "./words";

interface AnsweredProps {
  writing: AnswerWriting;
  /** Whose answer it is, as versions name them. */
  name: string;
}

/** What was signed, what was reported before, and the way to a later version. */
export function Answered({ writing, name }: AnsweredProps): JSX.Element | null {
  const owed = writing.owed.value;
  if (!owed || owed.answers.length === 0) return null;
  return (
    <>
      <Versions answers={owed.answers} name={name} own when={(ms) => momentWords(ms, writing.now())} signedAt={writing.port.signedAt} />
      <FirstReport writing={writing} />
      {writing.amending.value ? null : (
        <div>
          <Button onClick={() => writing.amend()}>{t("reading-amend")}</Button>
        </div>
      )}
    </>
  );
}

/** What was reported before, given when it is asked for: that it was, and when, stands in the record. */
export function FirstReport({ writing }: { writing: AnswerWriting }): JSX.Element | null {
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const owed = writing.owed.value;
  if (!owed) return null;
  const reveal = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      await writing.reveal();
    } catch (error) {
      setWrong(errorText(error instanceof Failed ? error.code : "unknown"));
    }
    setBusy(false);
  };
  if (owed.clock.revealed_ms !== null) return <Revealed owed={owed} nowMs={writing.now()} />;
  if (!owed.may_reveal) return null;
  return (
    <Panel heading={t("reading-first-report")}>
      <p class="quiet">{t(owed.answers.length > 0 ? "reading-reveal-after" : "reading-reveal-before")}</p>
      {wrong ? (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      <div>
        <Button looks="outline" busy={busy} onClick={() => void reveal()}>
          {t("reading-reveal")}
        </Button>
      </div>
    </Panel>
  );
}

function Revealed({ owed, nowMs }: { owed: OwedOpinion; nowMs: number }): JSX.Element {
  return (
    <Panel heading={t("reading-first-report")}>
      {owed.first_report ? (
        <p class="version-text" dir="auto">
          {owed.first_report}
        </p>
      ) : (
        <p class="quiet">{t("reading-first-report-none")}</p>
      )}
      {owed.others.map((other, at) => (
        <section key={at} class="stack stack-tight" aria-label={t("reading-other", { name: other.name })}>
          <h3>{t("reading-other", { name: other.name })}</h3>
          <Versions answers={other.answers} name={other.name} when={(ms) => momentWords(ms, nowMs)} />
        </section>
      ))}
    </Panel>
  );
}

/** The views one kept while looking: their words stay when the pictures are locked. */
export function KeptWords({ owed }: { owed: OwedOpinion }): JSX.Element | null {
  if (owed.kept.length === 0) return null;
  return (
    <Panel heading={t("reading-kept")}>
      <ul class="version-images">
        {owed.kept.map((one, at) => {
          const cited = citedWords(one.series_number, one.image_number);
          return (
            <li key={at}>
              {one.star ? "★ " : ""}
              <span dir="auto">{one.name}</span> {cited && cited !== one.name ? <span class="quiet small" dir="ltr">{cited}</span> : null}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
