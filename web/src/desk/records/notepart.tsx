import type { JSX } from "preact";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { Loading } from "../../components/loading";
import { Panel } from "../../components/panel";
import { NotePad } from "../../note/notepad";
import { NoteWriting } from "../../store/note";
import { language, t, wallClock } from "../../texts/texts";
import type { Consult, PaperPart } from "../../wire/messages";
import { calls, notePort, paperAddress } from "../calls";
import { isSettled, usePolled } from "../polled";
import { Trouble } from "../trouble";
import { RecordTable } from "./recordtable";

interface NotePartProps {
  consult: Consult;
  /** It is as long as it will be: what stands below may be drawn. */
  onSettled: () => void;
}

/** The consult on paper, as the PDF has it: the note, pictures by number, measures, people, and on what basis. */
export function NotePart({ consult, onSettled }: NotePartProps): JSX.Element {
  const spoken = language.value;
  const writing = useMemo(() => (consult.mine ? new NoteWriting(notePort(consult.id)) : null), [consult.id, consult.mine]);
  const fetch = useCallback(async () => {
    // what is written stands amid the paper: both at once, or one would push the other away
    const begun = writing?.open().catch(() => undefined);
    const paper = await calls.paper(consult.id, spoken, wallClock(consult.start_ms).offset_min);
    await begun;
    return paper;
  }, [consult.id, consult.start_ms, spoken, writing]);
  const { value: paper, failed, refresh } = usePolled(fetch, 0);
  useEffect(() => () => writing?.close(), [writing]);
  const settled = isSettled({ value: paper, failed });
  useEffect(() => {
    if (settled) onSettled();
  }, [settled]);
  return (
    <Panel class="paper" label={t("note-part")}>
      <Trouble failed={failed} onAgain={refresh} />
      {paper || failed ? null : <Loading />}
      {paper?.parts.map((part, at) => (
        <section key={at} class="paper-part" aria-labelledby={`paper-${at}`}>
          <div class="list-row">
            <h2 id={`paper-${at}`}>{part.heading}</h2>
            {part.id === "note" ? (
              <a class="button no-print" href={paperAddress(consult.id, spoken, wallClock(consult.start_ms).offset_min)} download>
                {t("note-pdf")}
              </a>
            ) : null}
          </div>
          <Part part={part} />
          {part.id === "note" && writing ? (
            <div class="no-print">
              <NotePad writing={writing} signedElsewhere onSigned={refresh} />
            </div>
          ) : null}
        </section>
      ))}
      {paper ? <p class="quiet small">{paper.foot}</p> : null}
    </Panel>
  );
}

function Part({ part }: { part: PaperPart }): JSX.Element {
  return (
    <>
      {part.passages.map((passage) => (
        <div key={passage.said} class="note-version">
          <span class="quiet small">{passage.said}</span>
          <p class="note-words" dir="auto">
            {passage.text}
          </p>
          {passage.small ? <span class="quiet small paper-small">{passage.small}</span> : null}
        </div>
      ))}
      {part.facts.length > 0 ? (
        <dl class="facts">
          {part.facts.map((fact) => [<dt key={fact.label}>{fact.label}</dt>, <dd key={`${fact.label} words`}>{fact.words}</dd>])}
        </dl>
      ) : null}
      {part.table ? (
        <RecordTable class="paper-table" heads={part.table.heads}>
          {part.table.rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, at) => (
                <td key={at} data-label={at === 0 ? undefined : part.table?.heads[at]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </RecordTable>
      ) : null}
      {part.empty ? <p class="quiet">{part.empty}</p> : null}
    </>
  );
}
