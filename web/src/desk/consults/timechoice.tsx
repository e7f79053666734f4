import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../components/button";
import { Choice, TextField } from "../../components/field";
import { t } from "../../texts/texts";
import { fieldTime, zoneName } from "../format";
import { serverNow } from "../signedin";
import { MINUTES_MIN, clampMinutes } from "./draft";
import type { FormPart } from "./parts";

const STEP = 5;
const HALF_HOUR_MS = 30 * 60_000;

/** How long viewing lasts, and whether it begins now or at a planned time. */
export function TimeChoice({ draft, change, wrong, minutesMax }: FormPart & { minutesMax: number }): JSX.Element {
  const label = useId();
  const set = (minutes: number): void => change({ minutes: clampMinutes(minutes, minutesMax) });
  const later = (): void => {
    const next = Math.ceil((serverNow() + 5 * 60_000) / HALF_HOUR_MS) * HALF_HOUR_MS;
    change({ when: "later", start: draft.start || fieldTime(next) });
  };
  const error = wrong("minutes");
  return (
    <section class="panel" aria-labelledby="time-heading">
      <h2 id="time-heading">{t("how-long")}</h2>
      <div class="minutes" data-field="minutes" role="group" aria-labelledby={label}>
        <input
          type="range"
          aria-labelledby={label}
          min={MINUTES_MIN}
          max={minutesMax}
          step={STEP}
          value={draft.minutes}
          onInput={(event) => set(Number(event.currentTarget.value))}
        />
        <Button icon aria-label={t("minutes-less")} disabled={draft.minutes <= MINUTES_MIN} onClick={() => set(draft.minutes - STEP)}>
          −
        </Button>
        <label class="minutes-figure">
          <input
            class="input"
            type="number"
            inputMode="numeric"
            aria-labelledby={label}
            min={MINUTES_MIN}
            max={minutesMax}
            value={draft.minutes}
            onChange={(event) => set(event.currentTarget.valueAsNumber)}
          />
          <span id={label}>{t("minutes-label")}</span>
        </label>
        <Button icon aria-label={t("minutes-more")} disabled={draft.minutes >= minutesMax} onClick={() => set(draft.minutes + STEP)}>
          +
        </Button>
      </div>
      {error ? <span class="field-error">{error}</span> : null}
      <p class="quiet small">{t("minutes-hint", { most: minutesMax })}</p>
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
    </section>
  );
}
