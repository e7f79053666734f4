import type { JSX } from "preact";
import { Few } from "../../components/few";
import { TextField } from "../../components/field";
import { Loading } from "../../components/loading";
import { Nothing } from "../../components/nothing";
import { t } from "../../texts/texts";
import { Link } from "../place";
import type { Route } from "../routes";
import { Page } from "../shell";
import { byPatient, patientKey, patientLine, patientName, studyTitle } from "../studies/patientwords";
import { useStudies } from "../studies/search";
import { StudyChips, studyLine } from "../studies/studycard";
import { Trouble } from "../trouble";

const AT_ONCE = 20;

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
          <div class="searching">
            <TextField
              label={t("pick-study")}
              type="search"
              autocomplete="off"
              spellcheck={false}
              placeholder={t("search-studies-hint")}
              value={words}
              onText={onWords}
            />
          </div>
          {found.length === 0 ? <p class="quiet">{t("studies-none-found")}</p> : null}
          <div class="patients">
            <Few of={byPatient(found)} atOnce={AT_ONCE}>
              {(group) => {
              const first = group[0];
              return first ? (
                <section key={patientKey(first.patient)} class="section">
                  <div class="patient-head">
                    <h2>
                      <bdi>{patientName(first.patient)}</bdi>
                    </h2>
                    <span class="quiet small">{patientLine(first.patient)}</span>
                  </div>
                  {group.map((study) => (
                    <Link key={study.id} class="pick" to={to(study.id)}>
                      <span class="row">
                        <strong>{studyTitle(study)}</strong>
                        <StudyChips study={study} />
                      </span>
                      <span class="quiet small">{studyLine(study)}</span>
                    </Link>
                  ))}
                </section>
              ) : null;
              }}
            </Few>
          </div>
        </>
      ) : null}
    </Page>
  );
}
