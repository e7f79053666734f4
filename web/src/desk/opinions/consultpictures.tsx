import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { Consult } from "../../wire/messages";
import { seriesLine, seriesTitle } from "../studies/patientwords";

/** What goes with a question out of a consult: all that the consult has. */
export function ConsultPictures({ consult }: { consult: Consult }): JSX.Element {
  const held = new Set(consult.held.map((one) => one.series_id));
  return (
    <Panel heading={t("asking-study-series")}>
      <p class="quiet">{t("asking-out-of")}</p>
      <ul class="stack stack-tight">
        {consult.series.map((series) => (
          <li key={series.id}>
            {seriesTitle(series)} <span class="quiet small">{seriesLine(series)}</span>{" "}
            {held.has(series.id) ? <span class="small tone-attention">{t("asking-letter-held")}</span> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
