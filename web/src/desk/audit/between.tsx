import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Loading } from "../../components/loading";
import { Panel } from "../../components/panel";
import { hasText, t } from "../../texts/texts";
import type { Failed } from "../../wire/http";
import type { SeenReportLine } from "../../wire/messages";
import { calls } from "../calls";
import { fieldMs, fieldTime } from "../format";
import { asFailed } from "../notices";
import { Moment, WhoseClock } from "../records/moment";
import { RecordTable } from "../records/recordtable";
import { Lines } from "../records/seenpart";
import { lastedText, rangesText, sentTexts, shownTexts } from "../records/seenwords";
import { Page } from "../shell";
import { Trouble } from "../trouble";
import { Moments, wholeMinute } from "./moments";

const DAY_MS = 24 * 3_600_000;

/** Persons × pictures × minutes between two moments: what is asked after a breach. */
export function SeenBetweenPage(): JSX.Element {
  const [from, setFrom] = useState(() => fieldTime(Date.now() - DAY_MS));
  const [until, setUntil] = useState(() => fieldTime(Date.now()));
  const [lines, setLines] = useState<readonly SeenReportLine[]>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const [fromMs, untilMs] = [fieldMs(from), fieldMs(until)];
  const look = async (): Promise<void> => {
    if (fromMs === undefined || untilMs === undefined) return;
    setBusy(true);
    setFailed(undefined);
    try {
      setLines((await calls.auditSeen({ from_ms: fromMs, until_ms: wholeMinute(untilMs) })).lines);
    } catch (error) {
      setFailed(asFailed(error));
    }
    setBusy(false);
  };
  const onward = lines?.length ? (
    <Button class="no-print" onClick={() => print()}>
      {t("print")}
    </Button>
  ) : null;
  return (
    <Page heading={t("between-heading")} onward={onward}>
      <p class="quiet">{t("between-what")}</p>
      <Panel>
        <form
          class="audit-search"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void look();
          }}
        >
          <Moments from={from} until={until} onFrom={setFrom} onUntil={setUntil} />
          <div class="row audit-act no-print">
            <Button type="submit" looks="primary" busy={busy} disabled={fromMs === undefined || untilMs === undefined || untilMs < fromMs}>
              {t("between-look")}
            </Button>
          </div>
        </form>
      </Panel>
      <Trouble failed={failed} onAgain={() => void look()} />
      {!lines && busy ? <Loading /> : null}
      {lines ? <Report lines={lines} /> : null}
    </Page>
  );
}

function Report({ lines }: { lines: readonly SeenReportLine[] }): JSX.Element {
  if (lines.length === 0) return <p class="quiet">{t("between-none")}</p>;
  const people = new Set(lines.filter((line) => line.seen.pictures_sent !== 0).map((line) => `${line.seen.consult} ${line.seen.person}`));
  const pictures = lines.reduce((sum, line) => sum + line.seen.pictures_shown, 0);
  const ms = lines.reduce((sum, line) => sum + (line.seen.shown_ms ?? 0), 0);
  return (
    <Panel label={t("between-heading")}>
      <p>{t("between-sum", { people: people.size, pictures, time: lastedText(ms) })}</p>
      <RecordTable class="record-seen" heads={[t("seen-who"), t("between-whose"), t("between-when"), t("seen-shown"), t("seen-sent"), t("seen-authorized")]}>
        {lines.map((line) => (
          <tr key={`${line.seen.consult} ${line.seen.person} ${line.seen.series_id}`}>
            <td>
              <strong dir="auto">{line.name || t("entry-somebody")}</strong>
              {hasText(`role-${line.role}`) ? <div class="quiet small">{t(`role-${line.role}`)}</div> : null}
            </td>
            <td>
              <span dir="auto">{line.patient || t("between-gone")}</span>
              <div class="quiet small">{seriesOf(line)}</div>
            </td>
            <td class="record-time">
              {line.seen.first_ms === null ? null : <Moment ms={line.seen.first_ms} />}
              {line.seen.last_ms === null ? null : <Moment ms={line.seen.last_ms} />}
            </td>
            <td data-label={t("seen-shown")}>
              <Lines of={shownTexts(line.seen)} />
            </td>
            <td data-label={t("seen-sent")}>
              <Lines of={sentTexts(line.seen)} />
            </td>
            <td class="quiet" data-label={t("seen-authorized")}>
              {rangesText(line.seen.authorized)}
            </td>
          </tr>
        ))}
      </RecordTable>
      <p class="quiet small">{t("seen-hint")}</p>
      <WhoseClock />
    </Panel>
  );
}

/** CT · 4: what names a series without saying what it is of. */
function seriesOf(line: SeenReportLine): string {
  if (!line.modality) return t("seen-series-gone");
  return line.number === null ? line.modality : `${line.modality} · ${line.number}`;
}
