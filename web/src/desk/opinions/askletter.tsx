import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { SeriesCard } from "../../wire/messages";
import { momentText } from "../format";
import { heldStacks } from "../names/sheets";
import { mine, serverNow } from "../signedin";
import { seriesLine } from "../studies/patientwords";
import { type AskDraft, dueMs } from "./askdraft";

interface AskLetterProps {
  draft: AskDraft;
  series: readonly SeriesCard[];
  /** Of a consult: series that are held back in it. */
  held: ReadonlySet<string>;
}

/** The request as whoever is asked will read it: no name, no word of the file's own. */
export function AskLetter({ draft, series, held }: AskLetterProps): JSX.Element {
  const due = dueMs(draft, serverNow());
  return (
    <Panel heading={t("asking-letter")}>
      <div class="letter" data-mood="light">
        <p>{t("asking-letter-asks", { name: mine().person.name })}</p>
        <p class="opinion-question" dir="auto">
          <strong>{draft.question.trim() || t("asking-letter-no-question")}</strong>
        </p>
        <p>{t("asking-letter-patient")}</p>
        <ul>
          {series.map((one) => (
            <li key={one.id}>
              {seriesLine(one)} {held.has(one.id) || heldStacks(one) > 0 ? <span class="quiet">{t("asking-letter-held")}</span> : null}
            </li>
          ))}
          {series.length === 0 ? <li class="quiet">{t("asking-letter-no-series")}</li> : null}
        </ul>
        {due === undefined ? null : <p>{t("asking-letter-until", { when: momentText(due), minutes: draft.minutes })}</p>}
        {draft.report.trim() === "" ? null : <p>{t(draft.blind ? "asking-letter-blind" : "asking-letter-first")}</p>}
        <p class="quiet">{t("asking-letter-not-primary")}</p>
      </div>
    </Panel>
  );
}
