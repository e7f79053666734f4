import type { JSX } from "preact";
import { Choice } from "../../components/field";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { SessionTypeCard } from "../../wire/messages";
import { presetsOf } from "./draft";
import type { FormPart } from "./parts";

/** What kind of consult it is, first of all: everything below begins as the policy presets it. */
export function KindChoice({ draft, change, types }: Pick<FormPart, "draft" | "change"> & { types: readonly SessionTypeCard[] }): JSX.Element {
  return (
    <Panel>
      <fieldset>
        <legend>
          <h2>{t("policy-kind")}</h2>
        </legend>
        <div class="kinds">
          {types.map((type) => (
            <div key={type.kind} class={type.kind === draft.kind ? "kind kind-chosen" : "kind"}>
              <Choice type="radio" name="kind" checked={type.kind === draft.kind} onChange={() => change(presetsOf(draft, type))}>
                <span class="kind-words">
                  <span>
                    <strong>{kindWords(type.kind)}</strong> <span class="quiet small">· {t("policy-presets", { minutes: type.minutes })}</span>
                  </span>
                  <span class="quiet small">{t(`policy-kind-${dashed(type.kind)}-what`)}</span>
                </span>
              </Choice>
            </div>
          ))}
        </div>
      </fieldset>
    </Panel>
  );
}

/** A kind of consult by its name. */
export function kindWords(kind: string): string {
  return t(`policy-kind-${dashed(kind)}`);
}

function dashed(kind: string): string {
  return kind.replaceAll("_", "-");
}
