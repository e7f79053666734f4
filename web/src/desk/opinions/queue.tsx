import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Chip } from "../../components/chip";
import { Few } from "../../components/few";
import { clockTime, inLine, t } from "../../texts/texts";
import type { Consult, Opinions } from "../../wire/messages";
import { calls } from "../calls";
import { callOf } from "../consults/standing";
import { momentText, sameDay, shortDay } from "../format";
import { Link } from "../place";
import { type Polled, useSeconds } from "../polled";
import { heardTime, serverNow } from "../signedin";
import { News } from "./news";
import { dueIn, isOpen, isUnread, nameOf, pageOf, type Queued, queueOf } from "./standing";
import { clockWords, stateTone, stateWords, subjectWords } from "./words";
import { Trouble } from "../trouble";

const DONE_SHOWN = 8;
const OPEN_SHOWN = 12;
/** The server lists no more of either side. */
const LISTED = 100;

export async function fetchOpinions(): Promise<Opinions> {
  const heard = await calls.opinions();
  heardTime(heard.server_ms);
  return heard;
}

interface QueueProps {
  polled: Polled<Opinions>;
  /** The asker's own consults: the patient's name is theirs to read, and no part of a request. */
  consults: readonly Consult[];
}

/** Opinions asked and owed, each with its clock; what nobody waits for any more is folded. */
export function OpinionQueue({ polled: { value, failed, refresh }, consults }: QueueProps): JSX.Element {
  const [opened, setOpened] = useState(false);
  const [all, setAll] = useState(false);
  useSeconds();
  const { open, done } = queueOf(value?.asked ?? [], value?.owed ?? []);
  const shown = all ? done : done.slice(0, DONE_SHOWN);
  const isFull = (value?.asked.length ?? 0) >= LISTED || (value?.owed.length ?? 0) >= LISTED;
  const row = (queued: Queued): JSX.Element => (
    <Row key={queued.opinion.id} queued={queued} reading={consults.find((one) => one.id === queued.opinion.id)} />
  );
  return (
    <section class="section opinions" aria-labelledby="opinions-heading">
      <div class="list-row">
        <h2 id="opinions-heading">{t("opinions")}</h2>
        <Link class="button" to={{ page: "ask", study: "", consult: "" }}>
          {t("opinions-ask")}
        </Link>
      </div>
      <Trouble failed={failed} onAgain={refresh} />
      <News news={value?.news ?? []} queue={[...open, ...done]} onRead={refresh} />
      <Few of={open} atOnce={OPEN_SHOWN}>
        {row}
      </Few>
      {value && open.length === 0 ? <p class="quiet">{t("opinions-none")}</p> : null}
      {value && open.length + done.length === 0 ? <p class="quiet small">{t("opinions-none-how")}</p> : null}
      {done.length > 0 ? (
        <details open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{t("opinions-done", { count: done.length })}</summary>
          {opened ? (
            <div class="section">
              {shown.map(row)}
              {shown.length < done.length ? (
                <div>
                  <Button onClick={() => setAll(true)}>{t("opinions-all", { count: done.length })}</Button>
                </div>
              ) : null}
              {isFull ? <p class="quiet small">{t("opinions-newest", { count: LISTED })}</p> : null}
            </div>
          ) : null}
        </details>
      ) : null}
    </section>
  );
}

function Row({ queued, reading }: { queued: Queued; reading: Consult | undefined }): JSX.Element {
  const { side, opinion } = queued;
  const signs = isOpen(opinion) || opinion.state === "answered";
  const calling = signs ? reading?.guests.find((guest) => callOf(guest) !== "") : undefined;
  const name = nameOf(queued);
  const left = dueIn(opinion, serverNow());
  const isLate = left !== null && left <= 0;
  const owes = side === "owed" && isOpen(opinion);
  return (
    <article class={isOpen(opinion) ? "consult opinion" : "consult opinion consult-ended"} aria-label={t("opinions-row", { side, name })}>
      <When ms={opinion.clock.due_ms} />
      <div class="stack stack-tight">
        <div class="consult-name">
          <strong>{t(side === "asked" ? "opinions-you-asked" : "opinions-asks-you", { name })}</strong>
          <Chip tone={stateTone(queued)}>{stateWords(queued)}</Chip>
          {isLate ? <Chip tone="stop">{clockWords(opinion, serverNow())}</Chip> : null}
          {side === "asked" && isUnread(opinion) ? <Chip tone="attention">{t("opinions-unread")}</Chip> : null}
          {calling ? <Chip tone="attention">{t(callOf(calling) === "suspended" ? "guest-suspended" : "guest-asked")}</Chip> : null}
          {opinion.urgency === "routine" ? null : (
            <Chip tone={opinion.urgency === "urgent" ? "attention" : "plain"}>{t(`opinions-urgency-${opinion.urgency}`)}</Chip>
          )}
        </div>
        <p class="opinion-question" dir="auto">
          {opinion.question}
        </p>
        <div class="quiet small">{lineOf(queued, reading?.patient_name ?? "", isLate)}</div>
        {opinion.state === "declined" && queued.side === "asked" ? (
          <div class="small tone-attention">
            {t("opinions-declined-because", { reason: queued.opinion.decline_reason })} <span dir="auto">{queued.opinion.decline_words}</span>
          </div>
        ) : null}
      </div>
      <div class="row">
        <Link class={owes || calling ? "button button-primary" : "button"} to={pageOf(queued)}>
          {calling ? t("link-help", { name: calling.name }) : t(owes ? "opinions-look" : "opinions-open")}
        </Link>
      </div>
    </article>
  );
}

/** Until when: the hour, and the day unless it is today. */
function When({ ms }: { ms: number }): JSX.Element {
  return (
    <div class="consult-when">
      {clockTime(ms)}
      {sameDay(ms, serverNow()) ? null : <small>{shortDay(ms)}</small>}
    </div>
  );
}

function lineOf(queued: Queued, patient: string, isLate: boolean): string {
  const { opinion } = queued;
  const parts = isLate ? [] : [clockWords(opinion, serverNow())];
  if (patient) parts.push(patient);
  parts.push(subjectWords(opinion.subject));
  if (queued.side === "owed") {
    const { stacks } = queued.opinion;
    parts.push([...new Set(stacks.map((stack) => stack.modality))].filter(Boolean).join(", "));
    const held = stacks.filter((stack) => stack.held).length;
    if (held > 0) parts.push(t("opinions-held", { count: held }));
  }
  parts.push(t("minutes", { count: opinion.minutes }));
  if (opinion.blind) parts.push(t("opinions-blind"));
  parts.push(t("opinions-asked-at", { when: momentText(opinion.clock.asked_ms) }));
  return inLine(parts);
}
