import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { Import } from "../../wire/messages";
import { calls } from "../calls";
import { complain } from "../notices";
import { usePolled } from "../polled";
import { mine } from "../signedin";
import { Sums } from "./intake";
import { Outcomes } from "./outcomes";
import { type Row, isProblem, newRow, report } from "./rows";

const CALM_MS = 30_000;
const READING_MS = 1500;
const PAGES_MAX = 20;
const HIDDEN = "lightbox.import-seen";

async function latest(): Promise<Import | null> {
  return (await calls.imports()).imports.find((one) => one.received > 0 || one.working > 0) ?? null;
}

/** What one brought in before this page was opened: one may leave and return. */
export function Earlier(): JSX.Element | null {
  const [reading, setReading] = useState(false);
  const [hidden, setHidden] = useState(localStorage.getItem(HIDDEN) ?? "");
  const [rows, setRows] = useState<Row[]>();
  const [onlyProblems, setOnlyProblems] = useState(false);
  const { value } = usePolled(latest, reading ? READING_MS : CALM_MS);
  // a demo brings its own study in while its first visitor may be looking already
  useEffect(() => setReading((value?.working ?? 0) > 0 || (mine().demo && value?.state === "open")), [value]);
  if (!value || hidden === value.id) return null;
  const cutOff = value.state === "open" && value.working === 0;
  const problems = rows?.filter(isProblem) ?? [];
  const see = (): void => {
    allRows(value.id).then(setRows, complain);
  };
  return (
    <Panel>
      <div class="list-row">
        <div class="row">
          <strong>{t(value.working > 0 ? "earlier-reading" : "earlier")}</strong>
          <Sums counts={value} />
        </div>
        <div class="row">
          {rows ? null : <Button onClick={see}>{t("earlier-see")}</Button>}
          {problems.length > 0 ? (
            <Button pressed={onlyProblems} onClick={() => setOnlyProblems(!onlyProblems)}>
              {t("only-problems", { count: problems.length })}
            </Button>
          ) : null}
          <Button
            looks="quiet"
            onClick={() => {
              localStorage.setItem(HIDDEN, value.id);
              setHidden(value.id);
            }}
          >
            {t("earlier-hide")}
          </Button>
        </div>
      </div>
      {cutOff ? <Banner tone="attention">{t(mine().demo ? "earlier-cut-off-demo" : "earlier-cut-off")}</Banner> : null}
      {rows ? <Outcomes rows={onlyProblems ? problems : rows} label={t("outcomes")} /> : null}
    </Panel>
  );
}

async function allRows(id: string): Promise<Row[]> {
  const rows: Row[] = [];
  let since = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { files } = await calls.importState(id, since);
    for (const file of files) {
      const row = newRow(file.seq, file.name);
      report(row, file);
      rows.push(row);
      since = Math.max(since, file.seq);
    }
    if (files.length === 0) break;
  }
  return rows;
}
