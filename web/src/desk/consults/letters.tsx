import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Panel } from "../../components/panel";
import { Tabs } from "../../components/tabs";
import { FormParts } from "../../consent/formparts";
import { firstTicks } from "../../consent/ticks";
import { t } from "../../texts/texts";
import type { ConsentPreview, HttpMe, SeriesCard, StudyCard } from "../../wire/messages";
import { heldStacks } from "../names/sheets";
import { wordsOf } from "../notices";
import { mine } from "../signedin";
import type { Draft } from "./draft";
import { usePreview } from "./preview";

interface LettersProps {
  draft: Draft;
  studies: readonly StudyCard[];
}

/** What each guest will read, before anybody is invited. */
export function Letters({ draft, studies }: LettersProps): JSX.Element | null {
  const [chosen, setChosen] = useState<"patient" | "specialist">("patient");
  const roles = (["patient", "specialist"] as const).filter((role) => draft.guests.some((guest) => guest.role === role));
  const role = roles.includes(chosen) ? chosen : roles[0];
  if (!role) return null;
  const tabs = roles.map((name) => ({ name, text: t(`letter-tab-${name}`), panel: "letter" }));
  return (
    <Panel heading={t("letters")}>
      {tabs.length > 1 ? <Tabs label={t("letters")} tabs={tabs} current={role} onChoose={setChosen} /> : null}
      <div class="letter" id="letter" role={tabs.length > 1 ? "tabpanel" : undefined} data-mood="light">
        {role === "patient" ? <ForPatient draft={draft} studies={studies} /> : <ForSpecialist me={mine()} />}
      </div>
    </Panel>
  );
}

/** The server's own words for this draft, first the notice, then the consent. */
function ForPatient({ draft, studies }: LettersProps): JSX.Element {
  const { value, failed } = usePreview(draft);
  if (!value) return <p class="quiet">{failed ? wordsOf(failed) : t("loading")}</p>;
  const shown = studies.flatMap((study) => study.series).some((series) => draft.series.includes(series.id) && isShown(series));
  const missing = shown ? "" : t(draft.series.length > 0 ? "letter-held" : "letter-no-series");
  return <Preview preview={value} missing={missing} />;
}

function Preview({ preview, missing }: { preview: ConsentPreview; missing: string }): JSX.Element {
  const { notice, parts } = preview;
  return (
    <div class="stack" lang={preview.language}>
      <details class="stack stack-tight">
        <summary>{notice.title}</summary>
        {notice.paragraphs.map((paragraph, at) => (
          <p key={at}>{paragraph}</p>
        ))}
        <p class="letter-buttons">
          <span class="button button-primary">{notice.go_on}</span>
        </p>
      </details>
      <h3>{preview.title}</h3>
      {missing ? <p class="quiet">{missing}</p> : null}
      <FormParts parts={parts.filter((part) => part.kind !== "stack" || part.choices.length > 0)} ticks={firstTicks(parts)} />
      <p class="row letter-buttons">
        <span class="button button-primary">{preview.agree}</span> <span class="button">{preview.refuse}</span>
      </p>
    </div>
  );
}

/** A consent lists nothing that is held back until somebody has looked for names in it. */
function isShown(series: SeriesCard): boolean {
  return heldStacks(series) < Math.max(1, series.stacks.length);
}

function ForSpecialist({ me }: { me: HttpMe }): JSX.Element {
  return (
    <>
      <h3>{t("join-heading")}</h3>
      <p>{t("join-intro", { clinic: me.clinic.name })}</p>
      <p>{t("join-code-intro", { clinic: me.clinic.name })}</p>
      <p>{t("wait-specialist-safe")}</p>
      <p class="quiet">{t("letter-specialist")}</p>
    </>
  );
}
