import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { EntryCard } from "../../wire/messages";
import { type Names, entryWords, isAboutPictures } from "./entrywords";
import { Moment } from "./moment";
import { RecordTable } from "./recordtable";

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
    <Panel
      heading={t("entries")}
      onward={
        folded > 0 ? (
          <Button class="no-print" pressed={all} onClick={() => setAll(!all)}>
            {t("entries-pictures", { count: folded })}
          </Button>
        ) : null
      }
    >
      <RecordTable heads={[t("entries-number"), t("entries-when"), t("entries-what")]}>
        {shown.map((entry) => (
          <tr key={entry.index}>
            <td class="record-time">{entry.index}</td>
            <td class="record-time"><Moment ms={entry.at_ms} /></td>
            <td>{entryWords(entry, names)}</td>
          </tr>
        ))}
      </RecordTable>
      {leftOut > 0 ? <p class="quiet small">{t("seen-left-out", { count: leftOut })}</p> : null}
    </Panel>
  );
}
