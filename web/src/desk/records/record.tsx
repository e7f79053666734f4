import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Panel } from "../../components/panel";
import { SaveReceipt } from "../../locked/savereceipt";
import { inLine, t } from "../../texts/texts";
import type { HttpRecord } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { Link } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { PlanAgain } from "../consults/again";
import { standingOf } from "../consults/standing";
import { EntriesPart } from "./entriespart";
import { ErasedPart } from "./erasedpart";
import type { Names } from "./entrywords";
import { FindingsPart } from "./findingspart";
import { WhoseClock } from "./moment";
import { NotePart } from "./notepart";
import { Receipt } from "./receipt";
import { SeenPart } from "./seenpart";
import { TranscriptPart } from "./transcriptpart";
import { Unanswered } from "../unanswered";

/** What a consult left behind; looking at it is itself an entry, so it is asked for once. */
export function RecordPage({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(() => calls.record(id), [id]);
  const { value: record, failed, refresh } = usePolled(fetch, 0);
  const [noted, setNoted] = useState(false);
  if (!record) {
    return <Unanswered heading={t("record")} failed={failed} onAgain={refresh} back={{ page: "records" }} backWords={t("all-records")} />;
  }
  const { consult } = record;
  const names = namesOf(record);
  // an empty part would say that nothing had been written, or that nobody had seen anything
  const isGone = (part: string): boolean => record.erased.some((one) => one.part === part || one.part === "record");
  const onward = (
    <div class="row no-print">
      {standingOf(consult) === "over" ? <PlanAgain consult={consult} /> : null}
      <Button onClick={refresh}>{t("record-refresh")}</Button>
      <Button looks="primary" onClick={() => print()}>
        {t("print")}
      </Button>
    </div>
  );
  return (
    <Page heading={consult.erased ? t("record") : t("record-of", { name: consult.patient_name || consult.title })} title={t("record")} onward={onward}>
      <p class="quiet">
        {inLine([consult.title, momentText(consult.start_ms), t("minutes", { count: consult.minutes }), t("host-is", { name: consult.host.name })])}
      </p>
      {standingOf(consult) === "over" ? null : (
        <Banner tone="steer">
          <span class="grow">{t("record-running")}</span>
          <Link class="button" to={{ page: "consult", consult: consult.id }}>
            {t("to-consult")}
          </Link>
        </Banner>
      )}
      {record.damaged_lines > 0 ? <Banner tone="attention">{t("record-lines-damaged", { count: record.damaged_lines })}</Banner> : null}
      <ErasedPart erased={record.erased} />
      {isGone("note") ? null : <NotePart consult={consult} onSettled={() => setNoted(true)} />}
      {noted || isGone("note") ? <Facts record={record} names={names} isGone={isGone} /> : null}
    </Page>
  );
}

interface FactsProps {
  record: HttpRecord;
  names: Names;
  isGone: (part: string) => boolean;
}

/** Below the note: what was found, what the end destroyed, who saw what, who said what, and every entry. */
function Facts({ record, names, isGone }: FactsProps): JSX.Element {
  const { consult, receipt } = record;
  return (
    <>
      {consult.mine && !isGone("record") ? <FindingsPart consult={consult.id} /> : null}
      {receipt ? <Receipt receipt={receipt} /> : null}
      {receipt && consult.phase === "locked" ? (
        <Panel heading={t("receipt-own")} class="no-print">
          <SaveReceipt path={`/api/consults/${consult.id}/receipt`} number={receipt.receipt} />
        </Panel>
      ) : null}
      {isGone("record") ? null : <SeenPart seen={record.seen} series={consult.series} names={names} />}
      {isGone("chat") ? null : <TranscriptPart lines={record.transcript} names={names} />}
      <EntriesPart entries={record.entries} names={names} leftOut={record.left_out} />
      <WhoseClock />
    </>
  );
}

function namesOf({ consult, entries }: HttpRecord): Names {
  const names = new Map<string, string>();
  for (const entry of entries) if (entry.actor_name) names.set(entry.actor, entry.actor_name);
  names.set(consult.host.id, consult.host.name);
  for (const guest of consult.guests) names.set(guest.participant, guest.name);
  return names;
}
