import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { hasText, t } from "../../texts/texts";
import type { HttpRecord, LockReceipt } from "../../wire/messages";
import { calls } from "../calls";
import { exactText, momentText, sizeText } from "../format";
import { wordsOf } from "../notices";
import { Link } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { standingOf } from "../consults/standing";
import { EntriesPart } from "./entriespart";
import type { Names } from "./entrywords";
import { SeenPart } from "./seenpart";
import { TranscriptPart } from "./transcriptpart";

/** What a consult left behind; looking at it is itself an entry, so it is asked for once. */
export function RecordPage({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(() => calls.record(id), [id]);
  const { value: record, failed, refresh } = usePolled(fetch, 0);
  if (!record) {
    return (
      <Page heading={t("record")}>
        {failed && failed.status !== 401 ? <Banner tone="attention">{wordsOf(failed)}</Banner> : <p class="quiet">{t("loading")}</p>}
        {failed?.status === 404 ? <Link to={{ page: "records" }}>{t("all-records")}</Link> : null}
      </Page>
    );
  }
  const { consult } = record;
  const names = namesOf(record);
  const onward = (
    <div class="row no-print">
      <Button onClick={refresh}>{t("record-refresh")}</Button>
      <Button looks="primary" onClick={() => print()}>
        {t("print")}
      </Button>
    </div>
  );
  return (
    <Page heading={t("record-of", { name: consult.patient_name || consult.title })} title={t("record")} onward={onward}>
      <p class="quiet">
        {[consult.title, momentText(consult.start_ms), t("minutes", { count: consult.minutes }), t("host-is", { name: consult.host.name })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {standingOf(consult) === "over" ? null : (
        <Banner tone="steer">
          <span class="grow">{t("record-running")}</span>
          <Link class="button" to={{ page: "consult", consult: consult.id }}>
            {t("to-consult")}
          </Link>
        </Banner>
      )}
      {record.receipt ? <Receipt receipt={record.receipt} /> : null}
      <SeenPart entries={record.entries} series={consult.series} names={names} />
      <TranscriptPart lines={record.transcript} names={names} />
      <EntriesPart entries={record.entries} names={names} />
    </Page>
  );
}

function namesOf({ consult, entries }: HttpRecord): Names {
  const names = new Map<string, string>();
  for (const entry of entries) if (entry.actor_name) names.set(entry.actor, entry.actor_name);
  names.set(consult.host.id, consult.host.name);
  for (const guest of consult.guests) names.set(guest.participant, guest.name);
  return names;
}

/** What the end destroyed, and what remains: true words. */
function Receipt({ receipt }: { receipt: LockReceipt }): JSX.Element {
  const why = `ended-${receipt.reason.replaceAll("_", "-")}`;
  return (
    <section class="panel" aria-labelledby="receipt">
      <h2 id="receipt">{t("lock-receipt")}</h2>
      <p class="receipt-number" dir="ltr">
        {receipt.receipt}
      </p>
      <p>{t("lock-words")}</p>
      <dl class="facts">
        <dt>{t("receipt-when")}</dt>
        <dd>{exactText(receipt.at_ms)}</dd>
        {hasText(why) ? (
          <>
            <dt>{t("receipt-why")}</dt>
            <dd>{t(why)}</dd>
          </>
        ) : null}
        <dt>{t("receipt-destroyed")}</dt>
        <dd>{t("lock-destroyed", { frames: receipt.frames, size: sizeText(receipt.size_bytes), keys: receipt.key_fingerprints.length })}</dd>
        {receipt.key_fingerprints.length > 0 ? (
          <>
            <dt>{t("receipt-keys")}</dt>
            <dd>
              {receipt.key_fingerprints.map((key) => (
                <div key={key} class="fingerprint" dir="ltr">
                  {key}
                </div>
              ))}
            </dd>
          </>
        ) : null}
        <dt>{t("receipt-entry")}</dt>
        <dd>{receipt.entry < 0 ? t("receipt-entry-owed") : receipt.entry}</dd>
        <dt>{t("receipt-remains")}</dt>
        <dd>{receipt.remains.map((what) => t(`remains-${what}`)).join(" ")}</dd>
      </dl>
    </section>
  );
}
