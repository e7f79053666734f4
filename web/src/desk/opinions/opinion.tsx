import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Banner, Chip } from "../../components/chip";
import { Confirm } from "../../components/confirm";
import { Panel } from "../../components/panel";
import { Versions } from "../../opinion/version";
import { inLine, language, t, wallClock } from "../../texts/texts";
import type { AskedOpinion, Consult } from "../../wire/messages";
import { calls, paperAddress } from "../calls";
import { GuestPanel } from "../consults/guestpanel";
import { exactText, momentText } from "../format";
import { HeldBack } from "../names/held";
import { complain, notices } from "../notices";
import { Link } from "../place";
import { isSettled, usePolled, useSeconds } from "../polled";
import { PriorsForReading } from "../priors/forreading";
import { FindingsPart } from "../records/findingspart";
import { Page } from "../shell";
import { heardTime, mine, serverNow } from "../signedin";
import { seriesLine, seriesTitle } from "../studies/patientwords";
import { AskAgain } from "./askagain";
import { DueTime } from "./duetime";
import { dueIn, isOpen } from "./standing";
import { Steps } from "./steps";
import { clockWords, stateTone, stateWords, subjectWords } from "./words";
import { Trouble } from "../trouble";
import { Unanswered } from "../unanswered";

const POLL_MS = 3000;

/** A request as whoever asked has it: its clock, the way in for somebody outside, the answer in all its versions. */
export function OpinionPage({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(async () => {
    const heard = await calls.opinion(id);
    heardTime(heard.server_ms);
    return heard;
  }, [id]);
  const fetchReading = useCallback(() => calls.consult(id), [id]);
  const { value: opinion, failed, refresh } = usePolled(fetch, POLL_MS);
  const reading = usePolled(fetchReading, POLL_MS);
  if (!opinion || !isSettled(reading) || failed?.status === 404) {
    return <Unanswered heading={t("opinion")} failed={failed} onAgain={refresh} back={{ page: "today" }} backWords={t("to-today")} />;
  }
  return (
    <Page heading={t("opinion-of", { name: opinion.reader_name })} title={t("opinion")}>
      <Trouble failed={failed} onAgain={refresh} />
      <Standing opinion={opinion} />
      <Said opinion={opinion} reading={reading.value} />
      {opinion.answers.length > 0 ? <Answers opinion={opinion} /> : null}
      {isOpen(opinion) ? <PriorsForReading reading={id} /> : null}
      {reading.value && isOpen(opinion) ? <HeldBack consult={reading.value} onChange={reading.refresh} /> : null}
      {reading.value && opinion.colleague_id === null ? <WayIn opinion={opinion} reading={reading.value} onChange={reading.refresh} /> : null}
      <div class="two">
        <Asked opinion={opinion} reading={reading.value} />
        <div class="stack">
          <Steps opinion={opinion} />
          {opinion.answers.length > 0 ? <TakeAlong id={id} /> : null}
          {reading.value && !isOpen(opinion) ? <AskAgain opinion={opinion} reading={reading.value} /> : null}
          {isOpen(opinion) ? <DueTime opinion={opinion} onChange={refresh} /> : null}
          {isOpen(opinion) ? <Withdrawing id={id} onChange={refresh} /> : null}
        </div>
      </div>
      {opinion.answers.length > 0 ? <FindingsPart consult={id} /> : null}
    </Page>
  );
}

/** State and clock, always in sight. */
function Standing({ opinion }: { opinion: AskedOpinion }): JSX.Element {
  useSeconds(isOpen(opinion));
  const queued = { side: "asked", opinion } as const;
  const left = dueIn(opinion, serverNow());
  return (
    <div class="row">
      <Chip tone={stateTone(queued)}>{stateWords(queued)}</Chip>
      {opinion.urgency === "routine" ? null : <Chip tone={opinion.urgency === "urgent" ? "attention" : "plain"}>{t(`opinions-urgency-${opinion.urgency}`)}</Chip>}
      {opinion.blind ? <Chip>{t("opinions-blind")}</Chip> : null}
      <strong class={left !== null && left <= 0 ? "tone-stop" : ""} role="timer" aria-live="off">
        {clockWords(opinion, serverNow())}
      </strong>
      {opinion.clock.first_due_ms === opinion.clock.due_ms ? null : (
        <span class="quiet">{t("opinion-due-first", { when: momentText(opinion.clock.first_due_ms) })}</span>
      )}
    </div>
  );
}

/** What it waits for, or why nothing comes. */
function Said({ opinion, reading }: { opinion: AskedOpinion; reading: Consult | undefined }): JSX.Element | null {
  switch (opinion.state) {
    case "asked":
      if (isInHand(reading)) return <Banner tone="steer">{t("opinion-hand-over", { name: opinion.reader_name })}</Banner>;
      return <p class="quiet">{t("opinion-waiting-asked")}</p>;
    case "accepted":
      return <p class="quiet">{t("opinion-waiting-accepted")}</p>;
    case "declined":
      return (
        <Banner tone="attention">
          <span>
            {t("opinions-declined-because", { reason: opinion.decline_reason })} <span dir="auto">{opinion.decline_words}</span>
          </span>
        </Banner>
      );
    case "withdrawn":
      return <p class="quiet">{t("opinion-withdrawn-words")}</p>;
    case "answered":
      return null;
  }
}

/** Nothing was sent, and nobody has opened the link: whoever is asked does not know. */
function isInHand(reading: Consult | undefined): boolean {
  const invite = reading?.guests[0]?.invite;
  return invite?.link_by === "hand" && invite.state === "unused";
}

/** Every signed version, and what they are not. */
function Answers({ opinion }: { opinion: AskedOpinion }): JSX.Element {
  return (
    <section class="section" aria-labelledby="opinion-answer">
      <h2 id="opinion-answer">{t("opinion-answer")}</h2>
      <Versions
        answers={opinion.answers}
        name={opinion.reader_name}
        when={exactText}
        signedAt={(version) => `/api/opinions/${opinion.id}/versions/${version}/signed`}
      />
      <Banner>{t("opinion-not-primary")}</Banner>
    </section>
  );
}

interface WayInProps {
  opinion: AskedOpinion;
  reading: Consult;
  onChange: () => void;
}

/** Link and codes of somebody outside; also once the pictures are over, for a code is what they sign with. */
function WayIn({ opinion, reading, onChange }: WayInProps): JSX.Element | null {
  const guest = reading.guests.find((one) => one.participant === opinion.participant);
  // who declined, or was asked no more, signs nothing
  if (!guest?.invite || opinion.state === "declined" || opinion.state === "withdrawn") return null;
  const way = (
    <>
      <p class="quiet small">{t("opinion-code-hint")}</p>
      <GuestPanel consult={reading} guest={guest} demo={mine().demo} onChange={onChange} />
    </>
  );
  if (opinion.answers.length > 0) {
    return (
      <details class="no-print">
        <summary>{t("opinion-way-in")}</summary>
        <div class="section">{way}</div>
      </details>
    );
  }
  return (
    <section class="section" aria-labelledby="way-in">
      <h2 id="way-in">{t("opinion-way-in")}</h2>
      {way}
    </section>
  );
}

interface AskedProps {
  opinion: AskedOpinion;
  reading: Consult | undefined;
}

/** What was asked, and on which pictures; it never changes. */
function Asked({ opinion, reading }: AskedProps): JSX.Element {
  const patient = inLine([reading?.patient_name ?? "", subjectWords(opinion.subject)]);
  return (
    <Panel heading={t("opinion-question")}>
      <p class="opinion-question" dir="auto">
        {opinion.question}
      </p>
      <dl class="facts">
        <dt>{t("opinion-patient")}</dt>
        <dd>{patient}</dd>
        {reading ? (
          <>
            <dt>{t("about-series")}</dt>
            <dd>
              <ul>
                {reading.series.map((series) => (
                  <li key={series.id}>
                    {seriesTitle(series)} <span class="quiet small">{seriesLine(series)}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
        <dt>{t("opinion-minutes-fact")}</dt>
        <dd>{t("minutes", { count: opinion.minutes })}</dd>
        <dt>{t("about-basis")}</dt>
        <dd>{t(`basis-of-${opinion.basis.replaceAll("_", "-")}`)}</dd>
        <dt>{t("opinion-blind-fact")}</dt>
        <dd>{t(opinion.blind ? "opinion-blind-yes" : "opinion-blind-no")}</dd>
        <dt>{t("opinion-others-fact")}</dt>
        <dd>{t(opinion.others_shown ? "opinion-others-yes" : "opinion-others-no")}</dd>
      </dl>
      {opinion.first_report ? (
        <details>
          <summary>{t("opinion-first-report")}</summary>
          <p class="opinion-question" dir="auto">
            {opinion.first_report}
          </p>
        </details>
      ) : null}
      {opinion.consult_id ? (
        <div>
          <Link class="button" to={{ page: "consult", consult: opinion.consult_id }}>
            {t("opinion-to-consult")}
          </Link>
        </div>
      ) : null}
    </Panel>
  );
}

/** On paper, and as it stands in the record. */
function TakeAlong({ id }: { id: string }): JSX.Element {
  return (
    <Panel class="no-print" heading={t("opinion-take")}>
      <p class="quiet small">{t("opinion-take-what")}</p>
      <div class="row">
        <a class="button" href={paperAddress(id, language.value, wallClock().offset_min)} download>
          {t("opinion-pdf")}
        </a>
      </div>
    </Panel>
  );
}

/** Taking it back cannot be undone: in place, and it says what that does. */
function Withdrawing({ id, onChange }: { id: string; onChange: () => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const withdraw = async (): Promise<void> => {
    setBusy(true);
    try {
      await calls.withdrawOpinion(id);
      notices.say(t("opinion-withdrawn-now"));
    } catch (error) {
      complain(error);
    }
    onChange();
    setBusy(false);
    setAsking(false);
  };
  return (
    <Panel class="no-print" heading={t("opinion-withdraw")} tone={asking ? "stop" : "plain"}>
      <p class="quiet">{t("opinion-withdraw-what")}</p>
      <Confirm
        asking={asking}
        onAsking={setAsking}
        ask={t("opinion-withdraw-ask")}
        keep={t("opinion-withdraw-keep")}
        act={t("opinion-withdraw-act")}
        busy={busy}
        onAct={() => void withdraw()}
      />
    </Panel>
  );
}
