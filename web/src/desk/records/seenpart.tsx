import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { SeenCard, SeriesCard } from "../../wire/messages";
import { seriesTitle } from "../studies/patientwords";
import type { Names } from "./entrywords";
import { RecordTable } from "./recordtable";
import { rangesText, sentTexts, shownTexts } from "./seenwords";

interface SeenPartProps {
  seen: readonly SeenCard[];
  series: readonly SeriesCard[];
  names: Names;
}

/** Who saw what: what a screen said it showed, what was sent to it, and what could have been. */
export function SeenPart({ seen, series, names }: SeenPartProps): JSX.Element {
  return (
    <Panel heading={t("seen-heading")}>
      {seen.length === 0 ? <p class="quiet">{t("seen-nothing")}</p> : null}
      {seen.length > 0 ? (
        <RecordTable class="record-seen" heads={[t("seen-who"), t("seen-series"), t("seen-shown"), t("seen-sent"), t("seen-authorized")]}>
          {seen.map((one) => {
            const known = series.find((each) => each.id === one.series_id);
            return (
              <tr key={`${one.person} ${one.series_id}`}>
                <td>
                  <strong>{names.get(one.person) ?? t("entry-somebody")}</strong>
                </td>
                <td>{known ? seriesTitle(known) : t("seen-series-gone")}</td>
                <td data-label={t("seen-shown")}>
                  <Lines of={shownTexts(one)} />
                </td>
                <td data-label={t("seen-sent")}>
                  <Lines of={sentTexts(one)} />
                </td>
                <td class="quiet" data-label={t("seen-authorized")}>
                  {rangesText(one.authorized)}
                </td>
              </tr>
            );
          })}
        </RecordTable>
      ) : null}
      <p class="quiet small">{t("seen-hint")}</p>
    </Panel>
  );
}

/** One below the other. */
export function Lines({ of: lines }: { of: readonly string[] }): JSX.Element {
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
}
