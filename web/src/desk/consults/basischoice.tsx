import type { JSX } from "preact";
import { BasisFields } from "../../components/basisfields";
import { Choice } from "../../components/field";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import { basesOf } from "./draft";
import type { PartOf } from "./parts";

/** Without the patient there: on what grounds others may see the pictures, and who or where that can be checked. */
export function BasisChoice({ draft, type, change, wrong }: PartOf<"basis" | "words">): JSX.Element {
  const error = wrong("basis");
  const fixed = type.fixed.includes("basis");
  const grounds = basesOf(type).slice(0, fixed ? 1 : undefined);
  return (
    <Panel>
      <fieldset class="stack stack-tight" data-field="basis">
        <legend>
          <h2>{t("basis-heading")}</h2>
        </legend>
        <p class="quiet">{t("basis-why")}</p>
        {error ? <span class="field-error">{error}</span> : null}
        <div>
          {grounds.map((basis) => (
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
        </div>
        {fixed ? <p class="quiet small">{t("policy-fixed-basis")}</p> : null}
      </fieldset>
      {draft.basis ? (
        <BasisFields basis={draft.basis} words={draft.words} onWords={(words) => change({ words })} wrong={wrong} />
      ) : null}
    </Panel>
  );
}
