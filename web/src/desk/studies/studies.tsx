import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { TextField } from "../../components/field";
import { Loading } from "../../components/loading";
import { t } from "../../texts/texts";
import type { StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { IntakePanel } from "../intake/intake";
import { useUploads } from "../intake/uploads";
import { wordsOf } from "../notices";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { byPatient, matches, patientKey, patientLine, patientName } from "./patientwords";
import { ListedStudy } from "./studycard";

const CALM_MS = 20_000;
const UPLOADING_MS = 2000;

/** Bring studies in; find them by patient. New ones appear while the rest is still on its way. */
export function StudiesPage(): JSX.Element {
  const uploads = useUploads();
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState("");
  const fetch = useCallback(() => calls.studies(asked), [asked]);
  const { value, failed, refresh } = usePolled(fetch, uploads.busy ? UPLOADING_MS : CALM_MS);
  const arrived = uploads.studies.size;
  useEffect(refresh, [arrived, uploads.busy]);
  const studies = value?.studies ?? [];
  const isWhole = value !== undefined && value.total <= value.studies.length;
  useEffect(() => {
    // Only a list too long to be here whole is searched by the server.
    if ((isWhole && asked === "") || words === asked) return undefined;
    const timer = setTimeout(() => setAsked(words), 400);
    return () => clearTimeout(timer);
  }, [words, asked, isWhole]);
  const found = useMemo(() => studies.filter((study) => matches(study, words)), [studies, words]);
  return (
    <Page heading={t("nav-studies")}>
      {failed && failed.status !== 401 ? <Banner tone="attention">{wordsOf(failed)}</Banner> : null}
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
            onText={setWords}
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
        {byPatient(found).map((group) => (
          <Patient key={group[0] ? patientKey(group[0].patient) : ""} studies={group} />
        ))}
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
        <h2>{patientName(first.patient)}</h2>
        <span class="quiet small">{patientLine(first.patient)}</span>
      </div>
      {studies.map((study) => (
        <ListedStudy key={study.id} study={study} />
      ))}
    </section>
  );
}
