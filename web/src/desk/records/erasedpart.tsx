import type { JSX } from "preact";
import { Banner } from "../../components/chip";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { ErasureReceipt } from "../../wire/messages";
import { sizeText } from "../format";
import { Moment } from "./moment";

/** What was erased of a consult afterwards, when and why, and what remains: each with its receipt. */
export function ErasedPart({ erased }: { erased: readonly ErasureReceipt[] }): JSX.Element {
  return (
    <>
      {erased.map((one) => (
        <Panel key={one.receipt} heading={t(`erased-${one.part}`)}>
          {one.changed ? <Banner tone="attention">{t("erased-changed")}</Banner> : null}
          <p>{t(`erased-${one.part}-words`)}</p>
          <dl class="facts">
            <dt>{t("receipt-when")}</dt>
            <dd>
              <Moment ms={one.at_ms} />
            </dd>
            <dt>{t("receipt-why")}</dt>
            <dd>{t(`erased-why-${one.why}`)}</dd>
            <dt>{t("receipt-destroyed")}</dt>
            <dd>{t("erased-items", { count: one.items, size: sizeText(one.size_bytes) })}</dd>
            <dt>{t("receipt-key")}</dt>
            <dd class="fingerprint" dir="ltr">
              {one.key_fingerprint}
            </dd>
            <dt>{t("receipt-entry")}</dt>
            <dd>{one.entry}</dd>
            <dt>{t("receipt-remains")}</dt>
            <dd>{one.remains.map((what) => t(`remains-${what}`)).join(" ")}</dd>
          </dl>
        </Panel>
      ))}
    </>
  );
}
