import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Choice, TextField } from "../../components/field";
import { IconButton } from "../../components/iconbutton";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import { fieldTime, zoneName } from "../format";
import { serverNow } from "../signedin";
import { MINUTES_MIN, clampMinutes } from "./draft";
import type { FormPart, PartOf } from "./parts";

const STEP = 5;
const HALF_HOUR_MS = 30 * 60_000;

/** How long viewing lasts, and whether it begins now or at a planned time. */
export function TimeChoice(part: FormPart): JSX.Element {
  const { draft, change, wrong, type } = part;
  const later = (): void => {
    const next = Math.ceil((serverNow() + 5 * 60_000) / HALF_HOUR_MS) * HALF_HOUR_MS;
    change({ when: "later", start: draft.start || fieldTime(next) });
  };
  return (
    <Panel heading={t("how-long")}>
      {type.fixed.includes("minutes") ? <p>{t("policy-fixed-minutes", { minutes: type.minutes })}</p> : <Minutes {...part} />}
      <p class="quiet small">{t("policy-minutes", { most: type.minutes_max, times: type.extensions_max })}</p>
      <fieldset>
        <legend class="unseen">{t("when")}</legend>
        <div class="row when">
          <Choice type="radio" name="when" checked={draft.when === "now"} onChange={() => change({ when: "now" })}>
            {t("when-now")}
          </Choice>
          <Choice type="radio" name="when" checked={draft.when === "later"} onChange={later}>
            {t("when-later")}
          </Choice>
        </div>
      </fieldset>
      {draft.when === "later" ? (
        <div data-field="start">
          <TextField
            label={t("start-label")}
            hint={t("start-hint", { zone: zoneName() })}
            error={wrong("start")}
            type="datetime-local"
            min={fieldTime(serverNow())}
            value={draft.start}
            onText={(start) => change({ start })}
          />
        </div>
      ) : null}
    </Panel>
  );
}

/** The minutes of viewing: drag, step or type. */
export function Minutes({ draft, change, wrong, type }: PartOf<"minutes">): JSX.Element {
  const label = useId();
  const most = type.minutes_max;
  const set = (minutes: number): void => change({ minutes: clampMinutes(minutes, most) });
  const error = wrong("minutes");
  return (
    <>
      <div class="minutes" data-field="minutes" role="group" aria-labelledby={label}>
        <input
          type="range"
          aria-labelledby={label}
          min={MINUTES_MIN}
          max={most}
          step={STEP}
          value={draft.minutes}
          onInput={(event) => set(Number(event.currentTarget.value))}
        />
        <IconButton label={t("minutes-less")} looks="plain" disabled={draft.minutes <= MINUTES_MIN} onClick={() => set(draft.minutes - STEP)}>
          −
        </IconButton>
        <label class="minutes-figure">
          <input
            class="input"
            type="number"
            inputMode="numeric"
            aria-labelledby={label}
            min={MINUTES_MIN}
            max={most}
            value={draft.minutes}
            onChange={(event) => set(event.currentTarget.valueAsNumber)}
          />
          <span id={label}>{t("minutes-label")}</span>
        </label>
        <IconButton label={t("minutes-more")} looks="plain" disabled={draft.minutes >= most} onClick={() => set(draft.minutes + STEP)}>
          +
        </IconButton>
      </div>
      {error ? <span class="field-error">{error}</span> : null}
    </>
  );
}
