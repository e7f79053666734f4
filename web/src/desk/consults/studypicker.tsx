import type { JSX } from "preact";
import { Loading } from "../../components/loading";
import { Nothing } from "../../components/nothing";
import { Searching } from "../../components/searching";
import { t } from "../../texts/texts";
import { Link } from "../place";
import type { Route } from "../routes";
import { Page } from "../shell";
import { Patients } from "../studies/patients";
import { studyTitle } from "../studies/patientwords";
import { useStudies } from "../studies/search";
import { StudyChips, studyLine } from "../studies/studycard";
import { Trouble } from "../trouble";

interface StudyPickerProps {
  heading: string;
  /** Where a study leads. */
  to: (study: string) => Route;
}

/** A consult begins with pictures, and so does a question about them: which study is it about? */
export function StudyPicker({ heading, to }: StudyPickerProps): JSX.Element {
  const { value, failed, refresh, words, onWords, asked, found } = useStudies(0);
  return (
    <Page heading={heading}>
      <Trouble failed={failed} onAgain={refresh} />
      {!value && !failed ? <Loading /> : null}
      {value?.studies.length === 0 && asked === "" ? (
        <Nothing
          onward={
            <Link class="button button-primary" to={{ page: "studies" }}>
              {t("to-studies")}
            </Link>
          }
        >
          <p>{t("pick-none")}</p>
        </Nothing>
      ) : null}
      {value && (value.studies.length > 0 || asked !== "") ? (
        <>
          <Searching label={t("pick-study")} hint={t("search-studies-hint")} words={words} onWords={onWords} />
          {found.length === 0 ? <p class="quiet">{t("studies-none-found")}</p> : null}
          <Patients studies={found}>
            {(study) => (
              <Link key={study.id} class="pick" to={to(study.id)}>
                <span class="row">
                  <strong>{studyTitle(study)}</strong>
                  <StudyChips study={study} />
                </span>
                <span class="quiet small">{studyLine(study)}</span>
              </Link>
            )}
          </Patients>
        </>
      ) : null}
    </Page>
  );
}
