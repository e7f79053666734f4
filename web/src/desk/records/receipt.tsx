import type { JSX } from "preact";
import { Banner } from "../../components/chip";
import { Panel } from "../../components/panel";
import { hasText, t } from "../../texts/texts";
import type { LockReceipt } from "../../wire/messages";
import { longDay, sizeText } from "../format";
import { Moment } from "./moment";

/** What the end destroyed, and what remains: true words. */
export function Receipt({ receipt }: { receipt: LockReceipt }): JSX.Element {
  return (
    <Panel heading={t("lock-receipt")}>
      {receipt.standing === "changed" ? <Banner tone="attention">{t(receipt.receipt ? "receipt-changed" : "receipt-changed-alone")}</Banner> : null}
      {receipt.receipt ? <ReceiptFacts receipt={receipt} /> : null}
    </Panel>
  );
}

function ReceiptFacts({ receipt }: { receipt: LockReceipt }): JSX.Element {
  const why = `ended-${receipt.reason.replaceAll("_", "-")}`;
  return (
    <>
      <p class="receipt-number" dir="ltr">
        {receipt.receipt}
      </p>
      <p>{t("lock-words")}</p>
      <dl class="facts">
        <dt>{t("receipt-when")}</dt>
        <dd>
          <Moment ms={receipt.at_ms} />
        </dd>
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
        <dt>{t("receipt-sealed")}</dt>
        <dd>{t(`receipt-sealed-${receipt.standing}`)}</dd>
        <dt>{t("receipt-remains")}</dt>
        <dd>
          <ul>
            {receipt.kept.map(({ what, until_ms }) => (
              <li key={what}>{[t(`remains-${what}`), until_ms === null ? "" : t("remains-until", { when: longDay(until_ms) })].filter(Boolean).join(" ")}</li>
            ))}
          </ul>
          {t(receipt.kept.length > 0 ? "remains-until-deleted" : "remains-receipt")}
        </dd>
      </dl>
    </>
  );
}
