import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Loading } from "../../components/loading";
import { Searching } from "../../components/searching";
import { t } from "../../texts/texts";
import { IntakePanel } from "../intake/intake";
import { useUploads } from "../intake/uploads";
import { Page } from "../shell";
import { Patients } from "./patients";
import { useStudies } from "./search";
import { ListedStudy } from "./studycard";
import { Trouble } from "../trouble";

const CALM_MS = 20_000;
const UPLOADING_MS = 2000;

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
        <Searching
          label={t("search-studies")}
          hint={t("search-studies-hint")}
          words={words}
          onWords={onWords}
          found={t("studies-found", { count: found.length })}
        />
      ) : null}
      {!value && !failed ? <Loading /> : null}
      {value && found.length === 0 && words !== "" ? <p class="quiet">{t("studies-none-found")}</p> : null}
      {value && value.total > value.studies.length ? <p class="quiet small">{t("studies-more", { total: value.total })}</p> : null}
      <Patients studies={found}>{(study) => <ListedStudy key={study.id} study={study} />}</Patients>
    </Page>
  );
}
