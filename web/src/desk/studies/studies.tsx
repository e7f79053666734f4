import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Few } from "../../components/few";
import { TextField } from "../../components/field";
import { Loading } from "../../components/loading";
import { t } from "../../texts/texts";
import type { StudyCard } from "../../wire/messages";
import { IntakePanel } from "../intake/intake";
import { useUploads } from "../intake/uploads";
import { Page } from "../shell";
import { byPatient, patientKey, patientLine, patientName } from "./patientwords";
import { useStudies } from "./search";
import { ListedStudy } from "./studycard";
import { Trouble } from "../trouble";

const CALM_MS = 20_000;
const UPLOADING_MS = 2000;
const AT_ONCE = 20;

/** Bring studies in; find them by patient. New ones appear while the rest is still on its way. */
export function StudiesPage(): JSX.Element {
  const uploads = useUploads();
  const { value, failed, refresh, words, onWords, asked, found } = useStudies(uploads.busy ? UPLOADING_MS : CALM_MS);
  const arrived = uploads.studies.size;
  useEffect(refresh, [arrived, uploads.busy]);
  const studies = value?.studies ?? [];
  return (
    <Page heading={t("nav-studies")}>
      <Trouble failed={failed} onAgain={refresh} />
      <IntakePanel empty={value !== undefined && studies.length === 0 && asked === ""} />
      {studies.length > 0 || words !== "" ? (
        <div class="searching">
          <TextField
            label={t("search-studies")}
            type="search"
            autocomplete="off"
            spellcheck={false}
            placeholder={t("search-studies-hint")}
            value={words}
            onText={onWords}
          />
          <span class="quiet small" role="status">
            {t("studies-found", { count: found.length })}
          </span>
        </div>
      ) : null}
      {!value && !failed ? <Loading /> : null}
      {value && found.length === 0 && words !== "" ? <p class="quiet">{t("studies-none-found")}</p> : null}
      {value && value.total > value.studies.length ? <p class="quiet small">{t("studies-more", { total: value.total })}</p> : null}
      <div class="patients">
        <Few of={byPatient(found)} atOnce={AT_ONCE}>
          {(group) => <Patient key={group[0] ? patientKey(group[0].patient) : ""} studies={group} />}
        </Few>
      </div>
    </Page>
  );
}

function Patient({ studies }: { studies: StudyCard[] }): JSX.Element | null {
  const first = studies[0];
  if (!first) return null;
  return (
    <section class="section">
      <div class="patient-head">
        <h2>
          <bdi>{patientName(first.patient)}</bdi>
        </h2>
        <span class="quiet small">{patientLine(first.patient)}</span>
      </div>
      {studies.map((study) => (
        <ListedStudy key={study.id} study={study} />
      ))}
    </section>
  );
}
