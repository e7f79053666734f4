import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Choice, TextField } from "../../components/field";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { notices, wordsOf } from "../notices";
import { isSettled, usePolled } from "../polled";

const POLL_MS = 10_000;

/** The end of every consult at once. Its weight is in the second step: what is gone is counted, and a word is typed. */
export function EndAll(): JSX.Element | null {
  const { value, failed, refresh } = usePolled(calls.everything, POLL_MS);
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLDivElement>(null);
  if (!isSettled({ value, failed })) return null;
  return (
    <Panel class="no-print" heading={t("end-all-heading")} tone={asking ? "stop" : "plain"}>
      <p class="prose">{t("end-all-what")}</p>
      {value ? <p class="quiet">{t("end-all-count", { unfinished: value.unfinished, viewing: value.viewing })}</p> : null}
      {asking ? (
        <Typed
          onClose={() => {
            setAsking(false);
            refresh();
            requestAnimationFrame(() => opener.current?.querySelector("button")?.focus());
          }}
        />
      ) : (
        <div class="row" ref={opener}>
          <Button looks="stop" onClick={() => setAsking(true)}>
            {t("end-all")}
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** Nothing happens until the word stands there. */
function Typed({ onClose }: { onClose: () => void }): JSX.Element {
  const [typed, setTyped] = useState("");
  const [logins, setLogins] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>("input:not([type=checkbox])")?.focus(), []);
  const word = t("end-all-word");
  const isTyped = typed.trim().toLocaleUpperCase() === word.toLocaleUpperCase();
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      const ended = await calls.endEverything({ logins });
      const said = [t("end-all-done", { consults: ended.consults })];
      if (logins) said.push(t("end-all-done-logins", { logins: ended.logins }));
      notices.say(said.join(" "));
      onClose();
    } catch (error) {
      notices.say(wordsOf(error), true);
      setBusy(false);
    }
  };
  return (
    <form
      class="stack"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isTyped && !busy) void end();
      }}
    >
      <Choice type="checkbox" checked={logins} onChange={() => setLogins(!logins)}>
        {t("end-all-logins")}
      </Choice>
      <TextField label={t("end-all-type", { word })} name="word" autocomplete="off" spellcheck={false} value={typed} onText={setTyped} />
      <div class="row">
        <Button onClick={onClose}>{t("end-all-keep")}</Button>
        <Button type="submit" looks="stop" busy={busy} disabled={!isTyped}>
          {t("end-all-now")}
        </Button>
      </div>
    </form>
  );
}
