import type { JSX } from "preact";
import { Chip } from "../../components/chip";
import { inLine, t } from "../../texts/texts";
import type { SeriesCard, StudyCard } from "../../wire/messages";
import { dayText, sizeText } from "../format";
import { noteWords } from "../../viewer/stacknotes";
import { Link } from "../place";
import { seriesLine, seriesTitle, studyTitle } from "./patientwords";
import { Thumb } from "./thumb";

const TILES = 6;

/** One study of the list: its useful series as pictures, and the consult one click away. */
export function ListedStudy({ study }: { study: StudyCard }): JSX.Element {
  const useful = study.series.filter((series) => series.useful);
  const shown = (useful.length > 0 ? useful : study.series).slice(0, TILES);
  const more = study.series.length - shown.length;
  return (
    <article class="study" aria-label={studyTitle(study)}>
      <div class="study-head">
        <div class="stack stack-tight">
          <div class="row">
            <Link class="study-name" to={{ page: "study", study: study.id }}>
              {studyTitle(study)}
            </Link>
            <StudyChips study={study} />
          </div>
          <div class="quiet small">{studyLine(study)}</div>
        </div>
        <div class="row">
          <Link class="button" to={{ page: "study", study: study.id }}>
            {t("look")}
          </Link>
          <Link class="button" to={{ page: "new-consult", study: study.id }}>
            {t("new-consult")}
          </Link>
        </div>
      </div>
      <ul class="tiles">
        {shown.map((series) => (
          <li key={series.id}>
            <Link
              class={series.useful ? "tile" : "tile tile-useless"}
              to={{ page: "study", study: study.id }}
              tabIndex={-1}
            >
              <Thumb study={study.id} series={series} />
              <SeriesWords series={series} />
            </Link>
          </li>
        ))}
      </ul>
      {more > 0 ? <div class="quiet small">{t("more-series", { count: more })}</div> : null}
    </article>
  );
}

export function SeriesWords({ series }: { series: SeriesCard }): JSX.Element {
  return (
    <span class="tile-words">
      <strong>{seriesTitle(series)}</strong>
      <span class="quiet">{seriesLine(series)}</span>
      {noteWords(series.notes).map((words) => (
        <span key={words} class="tile-note">
          {words}
        </span>
      ))}
    </span>
  );
}

export function StudyChips({ study }: { study: StudyCard }): JSX.Element {
  return (
    <>
      {study.synthetic ? <Chip tone="steer">{t("synthetic")}</Chip> : null}
      {study.mine ? null : <Chip>{t("shared-by", { name: study.owner.name })}</Chip>}
      {study.shared_with.length > 0 ? <Chip>{t("shared-with-count", { count: study.shared_with.length })}</Chip> : null}
    </>
  );
}

/** Day, pictures and size. */
export function studyLine(study: StudyCard): string {
  const parts = [dayText(study.date), t("pictures", { count: countOf(study) }), sizeText(study.size_bytes)];
  return inLine(parts);
}

function countOf(study: StudyCard): number {
  return study.series.reduce((sum, series) => sum + series.count, 0);
}
