import type { JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { Panel } from "../../components/panel";
import { inLine, t } from "../../texts/texts";
import type { DeletionReceipt, SeriesCard, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { exactText, momentText, sizeText } from "../format";
import { useUploads } from "../intake/uploads";
import { NamesLine } from "../names/line";
import { offersOpinions } from "../opinions/offered";
import { Link } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { Trouble } from "../trouble";
import { Unanswered } from "../unanswered";
import { Deleting } from "./deleting";
import { Keeping } from "./keeping";
import { otherWords, patientLine, patientName, studyTitle } from "./patientwords";
import { QuickLook } from "./quicklook";
import { Sharing } from "./sharing";
import { SeriesWords, StudyChips, studyLine } from "./studycard";
import { Thumb } from "./thumb";

const CALM_MS = 30_000;
const UPLOADING_MS = 2000;

/** One study: its series, a quick look, who may see it, and its end. */
export function StudyPage({ id }: { id: string }): JSX.Element {
  const uploads = useUploads();
  const fetch = useCallback(() => calls.study(id), [id]);
  const { value, failed, refresh } = usePolled(fetch, uploads.busy ? UPLOADING_MS : CALM_MS);
  const [gone, setGone] = useState<DeletionReceipt>();
  const [changed, setChanged] = useState<StudyCard>();
  useEffect(() => setChanged(undefined), [value]);
  const study = changed ?? value;
  if (gone) return <Gone receipt={gone} />;
  if (!study || failed?.status === 404) {
    return <Unanswered heading={t("study")} failed={failed} onAgain={refresh} back={{ page: "studies" }} backWords={t("to-studies")} />;
  }
  const onward = (
    <div class="row">
      {offersOpinions() ? (
        <Link class="button button-large" to={{ page: "ask", study: id, consult: "" }}>
          {t("opinions-ask")}
        </Link>
      ) : null}
      <Link class="button button-primary button-large" to={{ page: "new-consult", study: id }}>
        {t("new-consult")}
      </Link>
    </div>
  );
  return (
    <Page heading={patientName(study.patient)} title={t("study")} onward={onward}>
      <Trouble failed={failed} onAgain={refresh} />
      <div class="stack stack-tight">
        <div class="row">
          <strong>{studyTitle(study)}</strong>
          <StudyChips study={study} />
        </div>
        <span class="quiet">{inLine([patientLine(study.patient), studyLine(study)])}</span>
      </div>
      <Looking key={id} study={study} onDecided={(series) => setChanged(withSeries(study, series))} />
      <Others study={study} />
      <div class="two">
        {study.mine ? <Sharing study={study} onChange={setChanged} /> : <SharedToMe study={study} />}
        <div class="stack">
          <Keeping study={study} onChange={setChanged} />
          {study.mine ? <Deleting study={study} onDeleted={setGone} /> : null}
        </div>
      </div>
      <p class="quiet small">{t("study-added", { when: momentText(study.added_ms), name: study.owner.name })}</p>
    </Page>
  );
}

function withSeries(study: StudyCard, series: SeriesCard): StudyCard {
  return { ...study, series: study.series.map((one) => (one.id === series.id ? series : one)) };
}

interface LookingProps {
  study: StudyCard;
  onDecided: (series: SeriesCard) => void;
}

function Looking({ study, onDecided }: LookingProps): JSX.Element {
  const useful = study.series.filter((series) => series.useful);
  const others = study.series.filter((series) => !series.useful);
  const [picked, setPicked] = useState("");
  const series = study.series.find((one) => one.id === picked) ?? useful[0] ?? others[0];
  const tile = (one: SeriesCard): JSX.Element => (
    <li key={one.id}>
      <button
        type="button"
        class={one.useful ? "tile" : "tile tile-useless"}
        aria-current={one.id === series?.id ? "true" : undefined}
        onClick={() => setPicked(one.id)}
      >
        <Thumb study={study.id} series={one} />
        <SeriesWords series={one} />
      </button>
    </li>
  );
  return (
    <section class="section" aria-label={t("quick-look")}>
      {series && series.count > 0 ? <QuickLook key={series.id} study={study.id} series={series} /> : null}
      {series && series.count > 0 ? <NamesLine key={series.id} always study={study.id} series={series} onDecided={onDecided} /> : null}
      <p class="quiet small">{t("look-limits")}</p>
      <ul class="tiles">{useful.map(tile)}</ul>
      {others.length > 0 ? (
        <details open={useful.length === 0}>
          <summary>{t("other-series", { count: others.length })}</summary>
          <ul class="tiles">{others.map(tile)}</ul>
        </details>
      ) : null}
    </section>
  );
}

/** What came in with the study and cannot be shown yet: said, so that nobody thinks it got lost. */
function Others({ study }: { study: StudyCard }): JSX.Element | null {
  if (study.others.length === 0) return null;
  return (
    <Panel heading={t("also-in-study")}>
      <p>{study.others.map(otherWords).join(" · ")}</p>
      <p class="quiet small">{t("also-in-study-hint")}</p>
    </Panel>
  );
}

function SharedToMe({ study }: { study: StudyCard }): JSX.Element {
  return (
    <Panel heading={t("sharing")}>
      <p>{t("shared-to-me", { name: study.owner.name })}</p>
    </Panel>
  );
}

/** What is left of a deleted study: its receipt. */
function Gone({ receipt }: { receipt: DeletionReceipt }): JSX.Element {
  return (
    <Page heading={t("deleted-heading")}>
      <Panel>
        <Banner tone="fine">{t("deleted-words")}</Banner>
        <dl class="facts">
          <dt>{t("receipt-number")}</dt>
          <dd class="fingerprint" dir="ltr">
            {receiptGroups(receipt.receipt)}
          </dd>
          <dt>{t("receipt-when")}</dt>
          <dd>{exactText(receipt.at_ms)}</dd>
          <dt>{t("receipt-destroyed")}</dt>
          <dd>{t("receipt-objects", { count: receipt.objects, size: sizeText(receipt.size_bytes) })}</dd>
          <dt>{t("receipt-key")}</dt>
          <dd class="fingerprint" dir="ltr">
            {receipt.key_fingerprint}
          </dd>
          <dt>{t("receipt-entry")}</dt>
          <dd>{receipt.entry}</dd>
          <dt>{t("receipt-remains")}</dt>
          <dd>{receipt.remains.map((what) => t(`remains-${what}`)).join(" ")}</dd>
        </dl>
      </Panel>
      <div class="row no-print">
        <button type="button" class="button" onClick={() => print()}>
          {t("print")}
        </button>
        <Link class="button" to={{ page: "studies" }}>
          {t("to-studies")}
        </Link>
      </div>
    </Page>
  );
}

/** A long number in groups that can be read out. */
function receiptGroups(number: string): string {
  return (number.toUpperCase().match(/.{1,4}/g) ?? []).join("-");
}
