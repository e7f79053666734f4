import type { JSX } from "preact";
import { Choice, Field } from "../../components/field";
import { t } from "../../texts/texts";
import { OTHER_BASES } from "./draft";
import type { FormPart } from "./parts";

const NOTE_MAX = 500;

/** Without the patient there: on what grounds others may see the pictures, and who or where that can be checked. */
export function BasisChoice({ draft, change, wrong }: FormPart): JSX.Element {
  const error = wrong("basis");
  return (
    <section class="panel">
      <fieldset class="stack stack-tight" data-field="basis">
        <legend>
          <h2>{t("basis-heading")}</h2>
        </legend>
        <p class="quiet">{t("basis-why")}</p>
        {error ? <span class="field-error">{error}</span> : null}
        {OTHER_BASES.map((basis) => (
          <Choice
            key={basis}
            type="radio"
            name="basis"
            checked={draft.basis === basis}
            onChange={() => change({ basis })}
          >
            {t(`basis-${basis.replaceAll("_", "-")}`)}
          </Choice>
        ))}
      </fieldset>
      <div data-field="note">
        <Field label={t("basis-note")} hint={t("basis-note-hint")} error={wrong("note")}>
          {(ties) => (
            <textarea
              {...ties}
              class="input"
              rows={2}
              maxLength={NOTE_MAX}
              dir="auto"
              value={draft.note}
              onInput={(event) => change({ note: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}
