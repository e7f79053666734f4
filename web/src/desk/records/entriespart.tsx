import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { t } from "../../texts/texts";
import type { EntryCard } from "../../wire/messages";
import { exactText } from "../format";
import { type Names, entryWords, isAboutPictures } from "./entrywords";

interface EntriesPartProps {
  entries: readonly EntryCard[];
  names: Names;
  leftOut: number;
}

/** Everything that happened, in order, as it stands in the log. */
export function EntriesPart({ entries, names, leftOut }: EntriesPartProps): JSX.Element {
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.filter((entry) => !isAboutPictures(entry));
  const folded = entries.length - entries.filter((entry) => !isAboutPictures(entry)).length;
  return (
    <section class="panel" aria-labelledby="entries">
      <div class="list-row">
        <h2 id="entries">{t("entries")}</h2>
        {folded > 0 ? (
          <Button class="no-print" pressed={all} onClick={() => setAll(!all)}>
            {t("entries-pictures", { count: folded })}
          </Button>
        ) : null}
      </div>
      <table class="record-table">
        <thead>
          <tr>
            <th scope="col">{t("entries-number")}</th>
            <th scope="col">{t("entries-when")}</th>
            <th scope="col">{t("entries-what")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={entry.index}>
              <td class="record-time">{entry.index}</td>
              <td class="record-time">{exactText(entry.at_ms)}</td>
              <td>{entryWords(entry, names)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 ? <p class="quiet small">{t("seen-left-out", { count: leftOut })}</p> : null}
    </section>
  );
}
