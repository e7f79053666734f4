import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Banner } from "../components/chip";
import { Panel } from "../components/panel";
import { StepHeading } from "../components/stepheading";
import type { AnswerWriting } from "../store/answer";
import { errorText, spanText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { Clinic, OwedOpinion } from "../wire/messages";
import { AnswerForm } from "./answerform";
import { Answered, FirstReport, KeptWords } from "./answered";
import { AskedFacts, BlindWords, Question } from "./asked";
import { Declining } from "./declining";
import { lookingOf, momentWords } from "./words";
import { SaveFindings } from "./savefindings";

interface RequestPageProps {
  writing: AnswerWriting;
  clinic: Clinic;
  /** What was just said of the room one came from. */
  said: ComponentChildren;
  onLook: () => void;
}

/** The request and what became of it; whoever comes back finds their draft, or what they signed. */
export function RequestPage({ writing, clinic, said, onLook }: RequestPageProps): JSX.Element | null {
  useSeconds();
  const owed = writing.owed.value;
  if (!owed) return null;
  const nowMs = writing.now();
  const looking = lookingOf(owed, nowMs);
  // outside the room one writes once one has looked, or can look no more
  const writes = writing.isOpen.value && (owed.clock.begun_ms !== null || looking === "over");
  return (
    <>
      <StepHeading>{t("reading-heading", { name: owed.asker_name })}</StepHeading>
      {said}
      <Standing owed={owed} nowMs={nowMs} />
      <Question owed={owed} />
      <AskedFacts owed={owed} nowMs={nowMs} />
      <BlindWords writing={writing} />
      <Onward writing={writing} onLook={onLook} />
      {owed.answers.length > 0 ? <Answered writing={writing} name={t("reading-you")} /> : null}
      {owed.answers.length > 0 ? <SaveFindings writing={writing} owed={owed} clinic={clinic} /> : null}
      {owed.answers.length === 0 && owed.state === "accepted" && owed.clock.begun_ms !== null ? <FirstReport writing={writing} /> : null}
      {writes ? (
        <Panel heading={t("reading-answer")}>
          <AnswerForm writing={writing} room={null} clinic={clinic} />
        </Panel>
      ) : null}
      {owed.clock.begun_ms !== null ? <KeptWords owed={owed} /> : null}
    </>
  );
}

/** Where it stands, when that is not simply "asked". */
function Standing({ owed, nowMs }: { owed: OwedOpinion; nowMs: number }): JSX.Element | null {
  const { accepted_ms, closed_ms } = owed.clock;
  const over = lookingOf(owed, nowMs) === "over";
  switch (owed.state) {
    case "asked":
      return over ? <Banner tone="attention">{t("reading-missed")}</Banner> : null;
    case "accepted":
      return over ? (
        <Banner tone="attention">{t(owed.clock.begun_ms === null ? "reading-missed" : "reading-locked-open")}</Banner>
      ) : (
        <p class="quiet">{t("reading-accepted", { time: momentWords(accepted_ms ?? nowMs, nowMs) })}</p>
      );
    case "answered":
      return <Banner tone="fine">{t(over ? "reading-done-locked" : "reading-done", { name: owed.asker_name })}</Banner>;
    case "declined":
    case "withdrawn":
      return (
        <Banner>{t(`reading-is-${owed.state}`, { name: owed.asker_name, time: momentWords(closed_ms ?? nowMs, nowMs) })}</Banner>
      );
  }
}

/** The one thing to do next, and the way out. */
function Onward({ writing, onLook }: { writing: AnswerWriting; onLook: () => void }): JSX.Element | null {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const [declining, setDeclining] = useState(false);
  const owed = writing.owed.value;
  if (!owed) return null;
  const looking = lookingOf(owed, writing.now());
  const isOpen = owed.state === "asked" || owed.state === "accepted";
  const accept = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      await writing.accept();
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      // somebody was faster: what is said above is not so any more
      if (failed.code === "conflict") await writing.open().catch(() => undefined);
      else setWrong(errorText(failed.code, failed.facts));
    }
    setBusy(false);
  };
  const looks = ["accepted", "answered"].includes(owed.state) && looking !== "over" && (owed.state === "accepted" || looking === "open");
  return (
    <div class="stack stack-tight reading-onward">
      {isOpen && looking !== "over" ? (
        <ul class="reading-rules">
          {["alone", "recorded", "locked"].map((rule) => (
            <li key={rule}>{t(`reading-rule-${rule}`, { minutes: owed.minutes, name: owed.asker_name })}</li>
          ))}
        </ul>
      ) : null}
      {wrong ? (
        <p class="banner banner-stop" role="alert">
          {wrong}
        </p>
      ) : null}
      <div class="row">
        {owed.state === "asked" ? (
          <Button looks="primary" class="button-large" busy={busy} onClick={() => void accept()}>
            {t("reading-accept")}
          </Button>
        ) : null}
        {looks ? <LookButton owed={owed} nowMs={writing.now()} onLook={onLook} /> : null}
        {isOpen ? (
          <Button looks="quiet" opens="dialog" onClick={() => setDeclining(true)}>
            {t("reading-decline")}
          </Button>
        ) : null}
      </div>
      {declining ? <Declining writing={writing} onClose={() => setDeclining(false)} /> : null}
    </div>
  );
}

function LookButton({ owed, nowMs, onLook }: { owed: OwedOpinion; nowMs: number; onLook: () => void }): JSX.Element {
  const { ends_ms } = owed.reading;
  const words = ends_ms === null ? t("reading-begin", { minutes: owed.minutes }) : t("reading-go-on");
  return (
    <>
      <Button looks={owed.state === "answered" ? "plain" : "primary"} class="button-large" onClick={onLook}>
        {words}
      </Button>
      {ends_ms === null ? null : (
        <span class="quiet" role="timer" aria-live="off">
          {t(`reading-left`, { time: spanText(ends_ms - nowMs) })}
        </span>
      )}
    </>
  );
}

/** The clocks on the page go on. */
function useSeconds(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((beat) => beat + 1), 1000);
    return () => clearInterval(timer);
  }, []);
}
