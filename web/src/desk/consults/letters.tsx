import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Tabs } from "../../components/tabs";
import { t } from "../../texts/texts";
import type { HttpMe, SeriesCard, StudyCard } from "../../wire/messages";
import { heldStacks } from "../names/sheets";
import { mine } from "../signedin";
import { isoDay, modalityWord } from "./consentwords";
import type { Draft } from "./draft";

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
    <section class="panel" aria-labelledby="letters-heading">
      <h2 id="letters-heading">{t("letters")}</h2>
      {tabs.length > 1 ? <Tabs label={t("letters")} tabs={tabs} current={role} onChoose={setChosen} /> : null}
      <div class="letter" id="letter" role={tabs.length > 1 ? "tabpanel" : undefined} data-mood="light">
        {role === "patient" ? <ForPatient draft={draft} studies={studies} me={mine()} /> : <ForSpecialist me={mine()} />}
      </div>
    </section>
  );
}

/** The same sentences, in the same order, as `server/consent/forms.py` makes of them. */
function ForPatient({ draft, studies, me }: LettersProps & { me: HttpMe }): JSX.Element {
  const people = { host: me.person.name, clinic: me.clinic.name };
  const { extensions_max, extension_minutes_max } = me.policy;
  const picked = studies.flatMap((study) =>
    study.series.filter((series) => draft.series.includes(series.id) && isShown(series)).map((series) => ({ series, date: study.date })),
  );
  const specialists = draft.guests.filter((guest) => guest.role === "specialist");
  const most = draft.minutes + extensions_max * extension_minutes_max;
  return (
    <>
      <h3>{t("consent-title", people)}</h3>
      <p>{t("consent-asks", people)}</p>
      {picked.length > 0 ? (
        <>
          <p>{t("consent-pictures", { count: picked.length })}</p>
          <ul class="stack stack-tight">
            {picked.map(({ series, date }) => (
              <li key={series.id}>☑ {pictureWords(series, date)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p class="quiet">{t("letter-no-series")}</p>
      )}
      <p>{t("consent-viewers", { count: specialists.length + 1 })}</p>
      <ul class="stack stack-tight">
        <li>{t("consent-viewer-provider", { name: me.person.name, clinic: me.clinic.name })}</li>
        {specialists.map((guest) => (
          <li key={guest.key}>{t("consent-viewer-specialist-not-verified", { name: guest.name.trim() || "…" })}</li>
        ))}
      </ul>
      <p>{t("consent-purpose", people)}</p>
      <p>{t("consent-until", { ...people, minutes: draft.minutes, most })}</p>
      <p>{t("consent-originals", people)}</p>
      <p>{t("consent-screens")}</p>
      <p>{t("consent-free", people)}</p>
      <p class="quiet">{`[ ${t("consent-agree")} ]   [ ${t("consent-not-now")} ]`}</p>
    </>
  );
}

/** A consent lists nothing that is held back until somebody has looked for names in it. */
function isShown(series: SeriesCard): boolean {
  return heldStacks(series) < Math.max(1, series.stacks.length);
}

function pictureWords(series: SeriesCard, date: string): string {
  const kind = t("consent-modality", { modality: modalityWord(series.modality) });
  const day = isoDay(date);
  const facts = { kind, description: series.description, count: series.count, date: day ? t("consent-date", { date: day }) : "" };
  return t(series.description ? "consent-picture-described" : "consent-picture", facts);
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
