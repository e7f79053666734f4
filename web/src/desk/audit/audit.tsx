import type { JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { TextField } from "../../components/field";
import { GoesOn } from "../../components/goeson";
import { useHalfFilled } from "../../components/halffilled";
import { Loading } from "../../components/loading";
import { Panel } from "../../components/panel";
import { saveFile } from "../../components/savefile";
import { SelectField } from "../../components/select";
import { t } from "../../texts/texts";
import type { Failed } from "../../wire/http";
import type { AuditEntry, SearchRecord } from "../../wire/messages";
import { calls } from "../calls";
import { fieldMs } from "../format";
import { asFailed, notices } from "../notices";
import { Link } from "../place";
import { entryWords } from "../records/entrywords";
import { Moment, WhoseClock, utcText } from "../records/moment";
import { RecordTable } from "../records/recordtable";
import { Page } from "../shell";
import { Trouble } from "../trouble";
import { unsent } from "../unsent";
import { Moments, wholeMinute } from "./moments";

type About = NonNullable<SearchRecord["about"]>;
const ABOUT: readonly About[] = ["", "pictures", "alerts", "refusals", "consent", "coming_in", "staff", "record"];
const FILE = "lightbox-record.jsonl";

interface Found {
  entries: readonly AuditEntry[];
  names: ReadonlyMap<string, string>;
  before: number | null;
}

const NOTHING: Found = { entries: [], names: new Map(), before: null };

interface Sought {
  from: string;
  until: string;
  who: string;
  about: About;
}

/** The record for auditors: looked through by time, person, consult and subject; never a picture. */
export function AuditPage({ consult }: { consult: string }): JSX.Element {
  const { form, change } = useHalfFilled<Sought>(unsent, "audit", { from: "", until: "", who: "", about: "" });
  const { from, until, who, about } = form;
  const [found, setFound] = useState<Found>();
  const [busy, setBusy] = useState<"" | "looking" | "exporting">("");
  const [failed, setFailed] = useState<Failed>();
  const again = useRef<() => void>(() => undefined);
  const asked = (): SearchRecord => {
    const [fromMs, untilMs] = [fieldMs(from), fieldMs(until)];
    return {
      who: who.trim(),
      about,
      consult: consult || null,
      from_ms: fromMs ?? null,
      until_ms: untilMs === undefined ? null : wholeMinute(untilMs),
    };
  };
  const doing = async (what: "looking" | "exporting", act: () => Promise<void>): Promise<void> => {
    again.current = () => void doing(what, act);
    setBusy(what);
    setFailed(undefined);
    try {
      await act();
    } catch (error) {
      setFailed(asFailed(error));
    } finally {
      setBusy("");
    }
  };
  const look = (after: Found): Promise<void> =>
    doing("looking", async () => {
      const page = await calls.auditEntries({ ...asked(), before: after.before });
      setFound({
        entries: [...after.entries, ...page.entries],
        names: new Map([...after.names, ...Object.entries(page.names)]),
        before: page.before,
      });
    });
  const more = found?.before ?? null;
  const begin = useCallback(() => void look(NOTHING), [consult]);
  useEffect(begin, [begin]);
  return (
    <Page heading={t("audit-heading")}>
      <p class="quiet">{t("audit-what")}</p>
      <Panel>
        <form
          class="audit-search"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void look(NOTHING);
          }}
        >
          <Moments from={from} until={until} onFrom={(text) => change({ from: text })} onUntil={(text) => change({ until: text })} />
          <TextField label={t("audit-who")} hint={t("audit-who-hint")} name="who" autocomplete="off" maxLength={80} value={who} onText={(text) => change({ who: text })} />
          <SelectField
            label={t("audit-about")}
            name="about"
            value={about}
            options={ABOUT.map((each) => ({ value: each, text: t(`audit-about-${each.replaceAll("_", "-") || "all"}`) }))}
            onChoose={(chosen) => change({ about: chosen })}
          />
          <div class="row audit-act">
            <Button type="submit" looks="primary" busy={busy === "looking"} disabled={busy === "exporting"}>
              {t("audit-search")}
            </Button>
            <Button looks="outline" busy={busy === "exporting"} disabled={busy === "looking"} onClick={() => void doing("exporting", () => exported(asked()))}>
              {t(busy === "exporting" ? "audit-exporting" : "audit-export")}
            </Button>
            {consult ? <Link to={{ page: "audit" }}>{t("audit-consult-all")}</Link> : null}
          </div>
        </form>
      </Panel>
      <Trouble failed={failed} onAgain={() => again.current()} />
      {!found && busy === "looking" ? <Loading /> : null}
      {found ? <Entries found={found} consult={consult} /> : null}
      {found && found.entries.length > 0 ? <WhoseClock /> : null}
      {found && more !== null ? (
        <GoesOn words={t("audit-older")} busy={busy === "looking"} disabled={busy === "exporting"} onMore={() => void look(found)} />
      ) : null}
      {found?.before === null && found.entries.length > 0 ? <p class="quiet small">{t("audit-start")}</p> : null}
    </Page>
  );
}

function Entries({ found, consult }: { found: Found; consult: string }): JSX.Element {
  if (found.entries.length === 0) return <p class="quiet">{t(found.before === null ? "audit-none" : "audit-none-so-far")}</p>;
  return (
    <Panel label={t("entries")}>
      <RecordTable heads={[t("entries-number"), t("entries-when"), t("entries-what"), t("audit-consult")]}>
        {found.entries.map((entry) => (
          <tr key={entry.index}>
            <td class="record-time">{entry.index}</td>
            <td class="record-time"><Moment ms={entry.at_ms} /></td>
            <td>
              <details class="audit-entry">
                <summary>{entryWords(entry, found.names)}</summary>
                <EntryFacts entry={entry} names={found.names} />
              </details>
            </td>
            <td class="record-time">
              {entry.consult && !consult ? (
                <Link to={{ page: "audit-consult", consult: entry.consult }}>
                  <span dir="ltr">{entry.consult.slice(0, 8)}</span>
                </Link>
              ) : null}
            </td>
          </tr>
        ))}
      </RecordTable>
    </Panel>
  );
}

/** An entry as it stands in the record: its kind and facts, ids with the names they have. */
function EntryFacts({ entry, names }: { entry: AuditEntry; names: Found["names"] }): JSX.Element {
  const rows: [string, string][] = [
    ["at", utcText(entry.at_ms)],
    ["kind", entry.kind],
    ["actor", named(entry.actor, names)],
  ];
  for (const [fact, value] of Object.entries(entry.facts)) {
    const said = Array.isArray(value) ? value.map((each) => named(String(each), names)).join(", ") : named(String(value), names);
    rows.push([fact, said]);
  }
  return (
    <>
      <p class="quiet small">{t("audit-as-written")}</p>
      <dl class="facts audit-facts" dir="ltr" lang="en">
        {rows.map(([fact, said]) => (
          <>
            <dt>{fact}</dt>
            <dd dir="auto">{said}</dd>
          </>
        ))}
      </dl>
    </>
  );
}

function named(id: string, names: Found["names"]): string {
  const name = names.get(id);
  return name ? `${name} (${id})` : id;
}

/** The file is made in the browser and kept by it: the address bar never says what was looked for. */
async function exported(asked: SearchRecord): Promise<void> {
  saveFile(await calls.auditExport(asked), FILE);
  notices.say(t("audit-export-done"));
}
