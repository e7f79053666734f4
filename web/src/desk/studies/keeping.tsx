import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { TextField } from "../../components/field";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { longDay } from "../format";
import { complain, notices } from "../notices";
import { dayOf, endOfDay } from "./days";

/** Until when a study is kept; its owner may have it kept longer, as long as the clinic's policy goes. */
export function Keeping({ study, onChange }: { study: StudyCard; onChange: (study: StudyCard) => void }): JSX.Element | null {
  const { until_ms: until, longest_ms: longest } = study;
  const [day, setDay] = useState("");
  const [busy, setBusy] = useState(false);
  if (until === null || longest === null) return null;
  const chosen = day === "" ? undefined : Math.min(endOfDay(day) ?? 0, longest);
  const keep = async (): Promise<void> => {
    if (chosen === undefined) return;
    setBusy(true);
    try {
      onChange(await calls.keepStudy(study.id, chosen));
      setDay("");
      notices.say(t("kept-now", { when: longDay(chosen) }));
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  return (
    <Panel heading={t("keeping")}>
      <p class="quiet">{t("kept-until", { when: longDay(until) })}</p>
      {study.mine && until < longest ? (
        <form
          class="stack stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <TextField
            type="date"
            label={t("kept-longer-until")}
            hint={t("kept-longer-most", { when: longDay(longest) })}
            value={day}
            min={dayOf(until)}
            max={dayOf(longest)}
            onText={setDay}
          />
          <div>
            <Button type="submit" busy={busy} disabled={chosen === undefined || chosen <= until}>
              {t("keep-longer")}
            </Button>
          </div>
        </form>
      ) : null}
    </Panel>
  );
}
