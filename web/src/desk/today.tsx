import type { JSX } from "preact";
import { Few } from "../components/few";
import { Loading } from "../components/loading";
import { Nothing } from "../components/nothing";
import { dayName, t } from "../texts/texts";
import type { Consult, Consults } from "../wire/messages";
import { calls } from "./calls";
import { EndedConsult, ListedConsult } from "./consults/listed";
import { callOf, standingOf, waiting } from "./consults/standing";
import { Link } from "./place";
import { isSettled, usePolled } from "./polled";
import { Page } from "./shell";
import { heardTime, serverNow } from "./signedin";
import { fetchOpinions, OpinionQueue } from "./opinions/queue";
import { Trouble } from "./trouble";

const POLL_MS = 3000;
const ENDED_SHOWN = 8;
const AT_ONCE = 12;

async function fetchConsults(): Promise<Consults> {
  const heard = await calls.consults();
  const first = heard.consults[0];
  if (first) heardTime(first.server_ms);
  return heard;
}

/** Live and coming consults, then what has ended. */
export function TodayPage(): JSX.Element {
  const { value, failed, refresh } = usePolled(fetchConsults, POLL_MS);
  const opinions = usePolled(fetchOpinions, POLL_MS);
  // the viewing sessions of opinions stand in their own queue
  const consults = (value?.consults ?? []).filter((consult) => !consult.reading);
  // Who waits comes first; otherwise the server's order stays.
  const current = consults.filter((consult) => standingOf(consult) !== "over").sort((one, other) => rank(one) - rank(other));
  const ended = consults.filter((consult) => standingOf(consult) === "over");
  const known = opinions.value;
  // who was asked for an opinion on their first day came for that
  const isFirstDay = value?.consults.length === 0 && known?.asked.length === 0 && known.owed.length === 0;
  const onward = (
    <Link class="button button-primary button-large" to={{ page: "new-consult", study: "" }}>
      {t("new-consult")}
    </Link>
  );
  const again = (): void => {
    refresh();
    opinions.refresh();
  };
  if (!isSettled({ value, failed }) || !isSettled(opinions)) {
    return (
      <Page heading={dayName(serverNow())} title={t("nav-today")} onward={onward}>
        {/* as wide as what comes: the button above does not move */}
        <div class="today">
          <Loading />
        </div>
      </Page>
    );
  }
  return (
    <Page heading={dayName(serverNow())} title={t("nav-today")} onward={onward}>
      <Trouble failed={failed} onAgain={again} />
      <div class="today">
        <div class="today-current">
          <Current consults={current} />
          {value && current.length === 0 ? isFirstDay ? <Beginning /> : <p class="quiet">{t("today-free")}</p> : null}
        </div>
        <OpinionQueue polled={failed ? { ...opinions, failed: undefined } : opinions} consults={value?.consults ?? []} />
        <Ended consults={ended} />
      </div>
    </Page>
  );
}

function rank(consult: Consult): number {
  return waiting(consult).some((guest) => guest.online) || consult.guests.some((guest) => callOf(guest) !== "") ? 0 : standingOf(consult) === "coming" ? 2 : 1;
}

function Current({ consults }: { consults: Consult[] }): JSX.Element | null {
  if (consults.length === 0) return null;
  return (
    <section class="section" aria-label={t("today-current")}>
      <Few of={consults} atOnce={AT_ONCE}>
        {(consult) => <ListedConsult key={consult.id} consult={consult} />}
      </Few>
    </section>
  );
}

function Ended({ consults }: { consults: Consult[] }): JSX.Element | null {
  if (consults.length === 0) return null;
  return (
    <section class="section today-ended" aria-labelledby="ended-heading">
      <div class="list-row">
        <h2 id="ended-heading">{t("today-ended")}</h2>
        <Link to={{ page: "records" }}>{t("all-records")}</Link>
      </div>
      {consults.slice(0, ENDED_SHOWN).map((consult) => (
        <EndedConsult key={consult.id} consult={consult} />
      ))}
    </section>
  );
}

/** The first day: what this is, in three steps. */
function Beginning(): JSX.Element {
  return (
    <Nothing
      heading={t("begin-heading")}
      onward={
        <Link class="button button-primary" to={{ page: "studies" }}>
          {t("begin-go")}
        </Link>
      }
    >
      <ol class="steps">
        {["studies", "invite", "talk"].map((step) => (
          <li key={step}>
            <strong>{t(`begin-${step}`)}</strong>
            <span class="quiet">{t(`begin-${step}-more`)}</span>
          </li>
        ))}
      </ol>
    </Nothing>
  );
}
