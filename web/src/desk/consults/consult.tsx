import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Banner, Chip } from "../../components/chip";
import { Confirm } from "../../components/confirm";
import { Panel } from "../../components/panel";
import { hasText, inLine, spanText, t } from "../../texts/texts";
import type { Consult } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { complain, notices } from "../notices";
import { HeldBack } from "../names/held";
import { offersOpinions } from "../opinions/offered";
import { Link } from "../place";
import { usePolled, useSeconds } from "../polled";
import { Page } from "../shell";
import { heardTime, mine, serverNow } from "../signedin";
import { seriesLine, seriesTitle } from "../studies/patientwords";
import { AddButton } from "./adding";
import { PlanAgain } from "./again";
import { Colleagues } from "./colleagues";
import { GuestPanel } from "./guestpanel";
import { kindWords } from "./kindchoice";
import { EnterRoom } from "./listed";
import { leftMs, standingOf } from "./standing";
import { Trouble } from "../trouble";
import { Unanswered } from "../unanswered";

const POLL_MS = 3000;

/** A consult's card: its guests with links and codes, its time, the way in and the way to its end. */
export function ConsultPage({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(async () => {
    const heard = await calls.consult(id);
    heardTime(heard.server_ms);
    return heard;
  }, [id]);
  const { value: consult, failed, refresh } = usePolled(fetch, POLL_MS);
  if (!consult || failed?.status === 404) {
    return <Unanswered heading={t("consult")} failed={failed} onAgain={refresh} back={{ page: "today" }} backWords={t("to-today")} />;
  }
  const over = standingOf(consult) === "over";
  return (
    <Page
      heading={consult.patient_name || t("consult")}
      title={t("consult")}
      onward={over ? <ToRecord id={id} /> : <EnterRoom consult={consult} large />}
    >
      <Trouble failed={failed} onAgain={refresh} />
      <Standing consult={consult} />
      {consult.mine ? null : <p class="quiet">{t("colleagues-shared-by", { name: consult.host.name })}</p>}
      {consult.reading && consult.mine ? (
        <Banner tone="steer">
          <span class="grow">{t("opinion-reading-of")}</span>
          <Link class="button" to={{ page: "opinion", opinion: id }}>
            {t("opinion-to-request")}
          </Link>
        </Banner>
      ) : null}
      {over || !consult.mine ? null : <HeldBack consult={consult} onChange={refresh} />}
      {over ? (
        <OverWords consult={consult} />
      ) : (
        <section class="section" aria-labelledby="guests">
          <div class="list-row">
            <h2 id="guests">{t("guests")}</h2>
            <div class="row">
              {consult.mine && !consult.reading && offersOpinions() ? (
                <Link class="button" to={{ page: "ask", study: "", consult: id }}>
                  {t("opinions-ask")}
                </Link>
              ) : null}
              {standingOf(consult) === "closing" || !consult.mine || consult.may_add.length === 0 ? null : <AddButton consult={consult} onChange={refresh} />}
            </div>
          </div>
          {consult.guests.map((guest) => (
            <GuestPanel
              key={guest.participant}
              consult={consult}
              guest={guest}
              demo={mine().demo}
              onChange={refresh}
            />
          ))}
        </section>
      )}
      <div class="two">
        <div class="stack">
          <About consult={consult} />
          {over || !consult.mine ? null : <Ending consult={consult} onChange={refresh} />}
        </div>
        {consult.mine && !consult.erased ? <Colleagues consult={consult} onChange={refresh} /> : null}
      </div>
    </Page>
  );
}

function ToRecord({ id }: { id: string }): JSX.Element {
  return (
    <Link class="button button-primary button-large" to={{ page: "record", consult: id }}>
      {t("see-record")}
    </Link>
  );
}

function Standing({ consult }: { consult: Consult }): JSX.Element {
  useSeconds();
  const left = leftMs(consult, serverNow());
  const tone = { coming: "plain", open: "steer", closing: "attention", over: "plain" } as const;
  const words =
    consult.phase === "scheduled"
      ? t("starts", { when: momentText(consult.start_ms) })
      : consult.phase === "lobby"
        ? t("doors-until", { when: momentText(consult.lobby_until_ms) })
        : "";
  return (
    <div class="row">
      <Chip tone={tone[standingOf(consult)]}>{t(`phase-${consult.phase}`)}</Chip>
      <span>{consult.title}</span>
      <span class="quiet">
        {inLine([kindWords(consult.kind), t("minutes", { count: consult.minutes }), words])}
      </span>
      {left === undefined ? null : (
        <strong role="timer" aria-live="off">
          {t(consult.phase === "closing" ? "left-goodbye" : "left", { time: spanText(left) })}
        </strong>
      )}
    </div>
  );
}

function OverWords({ consult }: { consult: Consult }): JSX.Element {
  const why = `ended-${consult.reason.replaceAll("_", "-")}`;
  return (
    <Panel>
      {hasText(why) ? <p class="capital">{t(why)}</p> : null}
      <p>{t(consult.erased ? "erased-record-words" : "over-words")}</p>
      <div class="row">
        <PlanAgain consult={consult} />
      </div>
    </Panel>
  );
}

function About({ consult }: { consult: Consult }): JSX.Element {
  return (
    <Panel heading={t("about-consult")}>
      <dl class="facts">
        <dt>{t("about-series")}</dt>
        <dd>
          <ul>
            {consult.series.map((series) => (
              <li key={series.id}>
                {seriesTitle(series)} <span class="quiet small">{seriesLine(series)}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t("about-basis")}</dt>
        <dd>{t(`basis-of-${consult.basis.replaceAll("_", "-")}`)}</dd>
        <dt>{t("about-made")}</dt>
        <dd>{momentText(consult.created_ms)}</dd>
      </dl>
    </Panel>
  );
}

/** Cancel or end from here; in place, and it says what that does. */
function Ending({ consult, onChange }: { consult: Consult; onChange: () => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const started = consult.deadline_ms !== null;
  const kind = consult.phase === "closing" ? "closing" : started ? "live" : "lobby";
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      await calls.cancelConsult(consult.id);
      notices.say(t(started ? "ended-now" : "cancelled-now"));
      onChange();
    } catch (error) {
      complain(error);
    }
    setBusy(false);
    setAsking(false);
  };
  return (
    <Panel class="no-print" heading={t(started ? "ending" : "cancelling")} tone={asking ? "stop" : "plain"}>
      <p class="quiet">{t(`end-what-${kind}`)}</p>
      <Confirm
        asking={asking}
        onAsking={setAsking}
        ask={t(started ? "end" : "cancel-consult")}
        keep={t(started ? "end-keep" : "cancel-keep")}
        act={t(kind === "closing" ? "end-close-now" : started ? "end-now" : "end-cancel-now")}
        busy={busy}
        onAct={() => void end()}
      />
      {started ? <StopAtOnce consult={consult} onChange={onChange} /> : null}
      {consult.phase === "scheduled" && !consult.reading && !asking ? (
        <>
          <p class="quiet">{t("plan-again-why")}</p>
          <div class="row">
            <PlanAgain consult={consult} />
          </div>
        </>
      ) : null}
    </Panel>
  );
}

/** For when something is wrong: no goodbye, nothing left open. */
function StopAtOnce({ consult, onChange }: { consult: Consult; onChange: () => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const stop = async (): Promise<void> => {
    setBusy(true);
    try {
      await calls.endConsultNow(consult.id);
      notices.say(t("end-once-done"));
      onChange();
    } catch (error) {
      complain(error);
    }
    setBusy(false);
    setAsking(false);
  };
  return (
    <>
      {asking ? <p>{t("end-once-what")}</p> : null}
      <Confirm
        asking={asking}
        onAsking={setAsking}
        ask={t("end-once")}
        keep={t("end-keep")}
        act={t("end-once-now")}
        busy={busy}
        onAct={() => void stop()}
      />
    </>
  );
}
