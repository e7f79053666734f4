import type { JSX } from "preact";
import { t } from "../../texts/texts";
import type { EntryCard, SeriesCard } from "../../wire/messages";
import { seriesTitle } from "../studies/patientwords";
import type { Names } from "./entrywords";
import { covered, rangesText, seriesOf, whoSawWhat } from "./seen";

interface SeenPartProps {
  entries: readonly EntryCard[];
  series: readonly SeriesCard[];
  names: Names;
}

/** Who saw what: what was really on a screen, and what could have been. */
export function SeenPart({ entries, series, names }: SeenPartProps): JSX.Element {
  const seen = whoSawWhat(entries);
  return (
    <section class="panel" aria-labelledby="seen">
      <h2 id="seen">{t("seen-heading")}</h2>
      {seen.length === 0 ? <p class="quiet">{t("seen-nothing")}</p> : null}
      {seen.length > 0 ? (
        <table class="record-table">
          <thead>
            <tr>
              <th scope="col">{t("seen-who")}</th>
              <th scope="col">{t("seen-series")}</th>
              <th scope="col">{t("seen-shown")}</th>
              <th scope="col">{t("seen-authorized")}</th>
            </tr>
          </thead>
          <tbody>
            {seen.map((one) => {
              const known = seriesOf(one.series, series);
              return (
                <tr key={`${one.person} ${one.series} ${one.authorized[0]?.[0] ?? 0}`}>
                  <td>
                    <strong>{names.get(one.person) ?? t("entry-somebody")}</strong>
                  </td>
                  <td>{known ? seriesTitle(known) : t("seen-series-gone")}</td>
                  <td>{one.shown.length > 0 ? t("seen-shown-words", { count: covered(one.shown), ranges: rangesText(one.shown) }) : t("seen-not-told")}</td>
                  <td class="quiet">{t("seen-authorized-words", { ranges: rangesText(one.authorized) })}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      <p class="quiet small">{t("seen-hint")}</p>
    </section>
  );
}
