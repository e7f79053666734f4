import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Choice, TextField } from "../components/field";
import { SelectField } from "../components/select";
import { TextArea } from "../components/textarea";
import type { LiveRoom } from "../room/live";
import { type AnswerField, type AnswerWriting, DISPLAYS, TEXT_MAX, WORDS_MAX } from "../store/answer";
import { t } from "../texts/texts";
import type { Clinic, SignOpinion } from "../wire/messages";
import { CitedPictures } from "./cited";
import { Signing } from "./signing";
import { dashed } from "./words";

const POSITIONS: readonly SignOpinion["position"][] = ["agree", "differ", "need_more", "cannot_say"];
const CONFIDENCES: readonly SignOpinion["confidence"][] = ["high", "moderate", "low"];
const URGENCIES: readonly SignOpinion["urgency"][] = ["routine", "soon", "urgent"];
const STEPS: readonly SignOpinion["next_step"][] = ["none", "follow_up", "more_imaging", "tissue", "treat", "refer", "discuss", "other"];

interface AnswerFormProps {
  writing: AnswerWriting;
  room: LiveRoom | null;
  clinic: Clinic;
}

/** The answer, filled in in any order; what is missing is said at its field once somebody wants to sign. */
export function AnswerForm({ writing, room, clinic }: AnswerFormProps): JSX.Element {
  const [asked, setAsked] = useState(false);
  const [signing, setSigning] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const draft = writing.draft.value;
  const missing = asked ? writing.missing() : [];
  const wrong = (name: AnswerField): string | undefined => (missing.includes(name) ? t(`reading-need-${dashed(name)}`) : undefined);
  const review = (): void => {
    setAsked(true);
    const first = writing.missing()[0];
    if (first === undefined) setSigning(true);
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, select, textarea)`)?.focus());
  };
  useEffect(() => setAsked(false), [writing.owed.value?.answers.length]);
  return (
    <>
      <form
        class="answer stack"
        ref={form}
        noValidate
        aria-label={t("reading-answer")}
        onSubmit={(event) => {
          event.preventDefault();
          review();
        }}
      >
        {writing.amending.value ? (
          <>
            <p class="banner">{t("reading-amending")}</p>
            <div data-field="reason">
              <TextField label={t("reading-reason")} error={wrong("reason")} value={draft.reason} maxLength={WORDS_MAX} dir="auto" onText={(reason) => writing.change({ reason })} />
            </div>
          </>
        ) : null}
        <Dots name="position" legend={t("reading-position")} hint={t("reading-position-hint")} options={POSITIONS} chosen={draft.position} error={wrong("position")} onChoose={(position) => writing.change({ position })} />
        <Dots name="confidence" legend={t("reading-confidence")} options={CONFIDENCES} chosen={draft.confidence} error={wrong("confidence")} onChoose={(confidence) => writing.change({ confidence })} />
        <Dots name="urgency" legend={t("reading-urgency-act")} options={URGENCIES} chosen={draft.urgency} error={wrong("urgency")} onChoose={(urgency) => writing.change({ urgency })} />
        <div data-field="next_step">
          <SelectField
            label={t("reading-step")}
            error={wrong("next_step")}
            value={draft.next_step}
            options={[{ value: "", text: t("reading-choose") }, ...STEPS.map((value) => ({ value, text: t(`reading-step-${dashed(value)}`) }))]}
            onChoose={(next_step) => writing.change({ next_step })}
          />
        </div>
        {draft.next_step === "" || draft.next_step === "none" ? null : (
          <div data-field="next_step_words">
            <TextField
              label={t(draft.next_step === "other" ? "reading-step-words-needed" : "reading-step-words")}
              error={wrong("next_step_words")}
              value={draft.next_step_words}
              maxLength={WORDS_MAX}
              dir="auto"
              onText={(next_step_words) => writing.change({ next_step_words })}
            />
          </div>
        )}
        <div data-field="text">
          <TextArea
            label={t("reading-text")}
            hint={t("reading-text-hint")}
            error={wrong("text")}
            rows={6}
            maxLength={TEXT_MAX}
            value={draft.text}
            onText={(text) => writing.change({ text })}
          />
        </div>
        <CitedPictures writing={writing} room={room} />
        <DeclaredDisplay writing={writing} />
        <div class="stack stack-tight">
          {missing.length > 0 ? (
            <p class="field-error" role="alert">
              {t("reading-missing", { count: missing.length })}
            </p>
          ) : null}
          <Button type="submit" looks="primary" wide>
            {t("reading-review")}
          </Button>
          {writing.amending.value ? (
            <Button looks="quiet" onClick={() => writing.leaveAsIs()}>
              {t("reading-amend-not")}
            </Button>
          ) : null}
          <p class="quiet small">{t("reading-kept-here")}</p>
        </div>
      </form>
      {signing ? <Signing writing={writing} clinic={clinic} onClose={() => setSigning(false)} /> : null}
    </>
  );
}

interface DotsProps<Value extends string> {
  name: "position" | "confidence" | "urgency";
  legend: string;
  hint?: string;
  options: readonly Value[];
  chosen: Value | "";
  error: string | undefined;
  onChoose: (value: Value) => void;
}

/** One of a few, all in sight. */
function Dots<Value extends string>({ name, legend, hint, options, chosen, error, onChoose }: DotsProps<Value>): JSX.Element {
  return (
    <fieldset class="reading-choices" data-field={name} aria-describedby={error ? `${name}-wrong` : undefined}>
      <legend class="field-label">{legend}</legend>
      {hint ? <span class="quiet small">{hint}</span> : null}
      <div class={name === "position" ? "choices" : "choices choices-short"}>
        {options.map((one) => (
          <Choice key={one} type="radio" name={`answer-${name}`} checked={one === chosen} onChange={() => onChoose(one)}>
            {t(`reading-${name}-${dashed(one)}`)}
          </Choice>
        ))}
      </div>
      {error ? (
        <span class="field-error" id={`${name}-wrong`} role="alert">
          {error}
        </span>
      ) : null}
    </fieldset>
  );
}

/** What it was looked at on: nobody can measure that from afar, so its owner says it once and this browser remembers. */
function DeclaredDisplay({ writing }: { writing: AnswerWriting }): JSX.Element {
  const { kind, calibrated } = writing.display.value;
  const options = DISPLAYS.map((value) => ({ value, text: t(value === "" ? "reading-display-none" : `reading-display-${value}`) }));
  return (
    <div class="stack stack-tight">
      <SelectField
        label={t("reading-display")}
        hint={t("reading-display-hint")}
        value={kind}
        options={options}
        onChoose={(chosen) => writing.looksAt({ kind: chosen, calibrated: calibrated && chosen !== "" })}
      />
      {kind === "" ? null : (
        <Choice checked={calibrated} onChange={(on) => writing.looksAt({ kind, calibrated: on })}>
          {t("reading-calibrated")}
        </Choice>
      )}
    </div>
  );
}
