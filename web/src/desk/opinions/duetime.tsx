import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { TextField } from "../../components/field";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { AskedOpinion } from "../../wire/messages";
import { calls } from "../calls";
import { fieldMs, fieldTime, momentText } from "../format";
import { notices, wordsOf } from "../notices";
import { serverNow } from "../signedin";
import { SOONEST_MIN } from "./askdraft";
import { latestDue } from "./standing";

const MINUTE_MS = 60_000;

interface DueTimeProps {
  opinion: AskedOpinion;
  onChange: () => void;
}

/** Needing the answer at another time, as far as what was given for it reaches. */
export function DueTime({ opinion, onChange }: DueTimeProps): JSX.Element {
  const [at, setAt] = useState<string>();
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const latest = latestDue(opinion);
  const move = async (): Promise<void> => {
    const due = fieldMs(at ?? "");
    if (due === undefined || due < serverNow() + SOONEST_MIN * MINUTE_MS || due > latest) {
      setWrong(t("opinion-due-wrong", { when: momentText(latest) }));
      return;
    }
    setBusy(true);
    try {
      await calls.moveDue(opinion.id, due);
      notices.say(t("opinion-due-moved", { when: momentText(due) }));
      setAt(undefined);
      onChange();
    } catch (error) {
      setWrong(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Panel class="no-print" heading={t("opinion-due")}>
      <p class="quiet">{t("opinion-due-what", { when: momentText(latest) })}</p>
      {at === undefined ? (
        <div>
          <Button looks="outline" onClick={() => setAt(fieldTime(opinion.clock.due_ms))}>
            {t("opinion-due-ask")}
          </Button>
        </div>
      ) : (
        <form
          class="stack stack-tight"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void move();
          }}
        >
          <TextField
            label={t("opinion-due-at")}
            error={wrong || undefined}
            type="datetime-local"
            autofocus
            min={fieldTime(serverNow() + SOONEST_MIN * MINUTE_MS)}
            max={fieldTime(latest)}
            value={at}
            onText={(text) => {
              setAt(text);
              setWrong("");
            }}
          />
          <div class="row">
            <Button type="submit" looks="primary" busy={busy}>
              {t("opinion-due-act")}
            </Button>
            <Button looks="quiet" onClick={() => setAt(undefined)}>
              {t("cancel")}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  );
}
