import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Chip } from "../../components/chip";
import { clockTime, hasText, inLine, inRow, spanText, t } from "../../texts/texts";
import type { Consult } from "../../wire/messages";
import { sameDay, shortDay } from "../format";
import { Link } from "../place";
import { useSeconds } from "../polled";
import { serverNow } from "../signedin";
import { PlanAgain } from "./again";
import { CodePanel } from "./codepanel";
import { GuestChip } from "./guestchips";
import { callOf, leftMs, standingOf, waiting } from "./standing";

const NEVER_HELD: readonly string[] = ["cancelled", "no_show"];

/** A live or coming consult on Today: who waits, how long it goes on, and the one thing to do next. */
export function ListedConsult({ consult }: { consult: Consult }): JSX.Element {
  const [codeFor, setCodeFor] = useState("");
  const [helping, setHelping] = useState("");
  useSeconds();
  const standing = standingOf(consult);
  const expected = consult.guests.filter((guest) => guest.presence === "expected" && guest.invite !== null);
  const only = expected.length === 1 ? expected[0] : undefined;
  const calling = standing === "over" || standing === "closing" ? [] : consult.guests.filter((guest) => callOf(guest) !== "");
  const helped = consult.guests.find((guest) => guest.participant === helping);
  return (
    <article class={standing === "coming" ? "consult" : "consult consult-live"} aria-label={t("consult-of", { title: consult.title })}>
      <When consult={consult} />
      <div class="stack stack-tight">
        <div class="consult-name">
          <strong>
            <Link to={{ page: "consult", consult: consult.id }}>
              <bdi>{nameOf(consult)}</bdi>
            </Link>
          </strong>
          {[...waiting(consult), ...calling].map((guest) => (
            <GuestChip key={guest.participant} guest={guest} named />
          ))}
        </div>
        <div class="quiet small">{lineOf(consult)}</div>
      </div>
      <div class="row">
        {calling.map((guest) => (
          <Button key={guest.participant} looks="primary" onClick={() => setHelping(guest.participant)}>
            {t("link-help", { name: guest.name })}
          </Button>
        ))}
        {only && standing !== "closing" && calling.length === 0 && !helped ? (
          <Button pressed={codeFor !== ""} onClick={() => setCodeFor(codeFor ? "" : only.participant)}>
            {t("show-code")}
          </Button>
        ) : null}
        <Link class="button" to={{ page: "consult", consult: consult.id }}>
          {t("details")}
        </Link>
        <EnterRoom consult={consult} />
      </div>
      {helped ? (
        <div class="consult-code">
          <CodePanel key={helped.participant} consult={consult.id} guest={helped} help />
        </div>
      ) : null}
      {only && codeFor && !helped ? (
        <div class="consult-code">
          <CodePanel consult={consult.id} guest={only} />
        </div>
      ) : null}
    </article>
  );
}

/** The door to the room, named for what it means now. */
export function EnterRoom({ consult, large = false }: { consult: Consult; large?: boolean }): JSX.Element | null {
  const standing = standingOf(consult);
  if (standing === "over") return null;
  const early = standing === "coming";
  const looks = early ? "button" : "button button-primary";
  return (
    <Link class={large ? `${looks} button-large` : looks} to={{ page: "room", consult: consult.id }}>
      {t(early ? "open-early" : consult.deadline_ms === null ? "open-room" : "return-to-room")}
    </Link>
  );
}

function When({ consult }: { consult: Consult }): JSX.Element {
  const now = serverNow();
  if (standingOf(consult) !== "coming") return <div class="consult-when">{t("now")}</div>;
  return (
    <div class="consult-when">
      {clockTime(consult.start_ms)}
      {sameDay(consult.start_ms, now) ? null : <small>{shortDay(consult.start_ms)}</small>}
    </div>
  );
}

/** Whose pictures, and which. */
function nameOf({ patient_name, title }: Consult): string {
  return inLine([patient_name, title]);
}

function lineOf(consult: Consult): string {
  const left = leftMs(consult, serverNow());
  const people = consult.guests.map((guest) => t("guest-with-role", { name: guest.name, role: t(`role-${guest.role}`) }));
  const time =
    left === undefined
      ? t("minutes", { count: consult.minutes })
      : t(consult.phase === "closing" ? "left-goodbye" : "left", { time: spanText(left) });
  const paused = consult.phase === "paused" ? [t("phase-paused")] : [];
  const host = consult.mine ? [] : [t("colleagues-held-by", { name: consult.host.name })];
  return inLine([...host, time, ...paused, ...people]);
}

/** An ended consult: locked, with the way to its record. */
export function EndedConsult({ consult }: { consult: Consult }): JSX.Element {
  const why = `ended-${consult.reason.replaceAll("_", "-")}`;
  return (
    <article class="consult consult-ended" aria-label={t("consult-of", { title: consult.title })}>
      <div class="consult-when">
        {clockTime(consult.start_ms)}
        <small>{shortDay(consult.start_ms)}</small>
      </div>
      <div class="stack stack-tight">
        <div class="consult-name">
          <strong>
            <bdi>{consult.erased ? t("erased-record") : nameOf(consult)}</bdi>
          </strong>
          <Chip>{t("locked")}</Chip>
        </div>
        <div class="quiet small">
          {inLine([hasText(why) ? t(why) : "", inRow(consult.guests.map((guest) => guest.name))])}
        </div>
      </div>
      <div class="row">
        {NEVER_HELD.includes(consult.reason) ? <PlanAgain consult={consult} /> : null}
        <Link class="button" to={{ page: "record", consult: consult.id }}>
          {t("see-record")}
        </Link>
      </div>
    </article>
  );
}
