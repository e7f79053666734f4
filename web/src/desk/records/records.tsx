import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { GoesOn } from "../../components/goeson";
import { Loading } from "../../components/loading";
import { Nothing } from "../../components/nothing";
import { Searching } from "../../components/searching";
import { t } from "../../texts/texts";
import type { Failed } from "../../wire/http";
import type { Consult } from "../../wire/messages";
import { calls } from "../calls";
import { EndedConsult } from "../consults/listed";
import { asFailed } from "../notices";
import { Link } from "../place";
import { Page } from "../shell";
import { Trouble } from "../trouble";

const PAUSE_MS = 400;

interface Found {
  words: string;
  consults: Consult[];
  /** Where to go on; null: that is all. */
  before_ms: number | null;
}

/** Consults that are over, each with its record: page by page, or by name. A name goes into no address. */
export function RecordsPage(): JSX.Element {
  const [words, setWords] = useState("");
  const { found, failed, busy, more, again } = useRecords(words);
  const empty = found?.words === "" && found.consults.length === 0;
  return (
    <Page heading={t("nav-records")}>
      <Trouble failed={failed} onAgain={again} />
      {!found && !failed ? <Loading /> : null}
      {empty ? <NoRecords /> : null}
      {found && !empty ? (
        <Searching label={t("records-search")} hint={t("records-search-hint")} words={words} onWords={setWords} />
      ) : null}
      {found && found.words !== "" && found.consults.length === 0 && found.before_ms === null ? (
        <p class="quiet" role="status">
          {t("records-none-found")}
        </p>
      ) : null}
      <section class="section" aria-label={t("nav-records")} aria-busy={busy}>
        {found?.consults.map((consult) => (
          <EndedConsult key={consult.id} consult={consult} />
        ))}
      </section>
      {found && found.before_ms !== null ? (
        <GoesOn words={t("records-older")} busy={busy} onMore={more} />
      ) : null}
    </Page>
  );
}

function NoRecords(): JSX.Element {
  return (
    <Nothing
      onward={
        <Link class="button button-primary" to={{ page: "new-consult", study: "" }}>
          {t("new-consult")}
        </Link>
      }
    >
      <p>{t("records-empty")}</p>
    </Nothing>
  );
}

interface Records {
  found: Found | undefined;
  failed: Failed | undefined;
  busy: boolean;
  more: () => void;
  again: () => void;
}

/** What is found by these words, as far as it was asked for; an answer to words that are no longer asked is dropped. */
function useRecords(words: string): Records {
  const [found, setFound] = useState<Found>();
  const [failed, setFailed] = useState<Failed>();
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);
  const ask = async (before: Found | undefined): Promise<void> => {
    const turn = ++asked.current;
    setBusy(true);
    try {
      const heard = await calls.records({ words, before_ms: before?.before_ms ?? null });
      if (turn !== asked.current) return;
      setFound({ words, consults: [...(before?.consults ?? []), ...heard.consults], before_ms: heard.before_ms });
      setFailed(undefined);
    } catch (error) {
      if (turn === asked.current) setFailed(asFailed(error));
    }
    if (turn === asked.current) setBusy(false);
  };
  useEffect(() => {
    const timer = setTimeout(() => void ask(undefined), found ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );
  return { found, failed, busy, more: () => void ask(found), again: () => void ask(undefined) };
}
