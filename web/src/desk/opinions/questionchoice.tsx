import type { JSX } from "preact";
import { TextField } from "../../components/field";
import { Panel } from "../../components/panel";
import { SelectField } from "../../components/select";
import { TextArea } from "../../components/textarea";
import { t } from "../../texts/texts";
import { fieldTime, momentText, zoneName } from "../format";
import { serverNow } from "../signedin";
import { DUE_HOURS, type Due, dueMs, dueOf, QUESTION_MAX, SOONEST_MIN, URGENCIES } from "./askdraft";
import type { AskPart } from "./askform";

const MINUTE_MS = 60_000;

/** What is asked, how soon somebody has to act, and until when an answer is needed. */
export function QuestionChoice({ draft, change, wrong }: AskPart): JSX.Element {
  const due = dueOf(draft);
  const until = dueMs(draft, serverNow());
  const choose = (chosen: Due): void => change(chosen === "own" ? { due: chosen, dueAt: draft.dueAt || fieldTime(until ?? serverNow()) } : { due: chosen });
  return (
    <Panel heading={t("asking-what")}>
      <div data-field="question">
        <TextArea
          label={t("asking-question")}
          hint={t("asking-question-hint")}
          error={wrong("question")}
          rows={4}
          maxLength={QUESTION_MAX}
          value={draft.question}
          onText={(question) => change({ question })}
        />
      </div>
      <div class="ways-fields">
        <SelectField
          label={t("asking-urgency")}
          value={draft.urgency}
          options={URGENCIES.map((value) => ({ value, text: t(`opinions-urgency-${value}`) }))}
          onChoose={(urgency) => change({ urgency })}
        />
        <div data-field={due === "own" ? "" : "due"}>
          <SelectField
            label={t("asking-due")}
            error={due === "own" ? undefined : wrong("due")}
            value={due}
            options={[
              ...DUE_HOURS.map((hours) => ({ value: hours, text: t("asking-due-hours", { hours: Number(hours) }) })),
              { value: "own" as const, text: t("asking-due-own") },
            ]}
            onChoose={choose}
          />
        </div>
        {due === "own" ? (
          <div data-field="due">
            <TextField
              label={t("asking-due-at")}
              error={wrong("due")}
              type="datetime-local"
              min={fieldTime(serverNow() + SOONEST_MIN * MINUTE_MS)}
              value={draft.dueAt}
              onText={(dueAt) => change({ dueAt })}
            />
          </div>
        ) : null}
      </div>
      {until === undefined ? null : <p class="quiet small">{t("asking-due-until", { when: momentText(until), zone: zoneName() })}</p>}
    </Panel>
  );
}
