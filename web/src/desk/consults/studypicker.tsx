import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { TextField } from "../../components/field";
import { Loading } from "../../components/loading";
import { Nothing } from "../../components/nothing";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { Link } from "../place";
import type { Route } from "../routes";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { byPatient, matches, patientKey, patientLine, patientName, studyTitle } from "../studies/patientwords";
import { StudyChips, studyLine } from "../studies/studycard";

const fetchStudies = (): ReturnType<typeof calls.studies> => calls.studies();

interface StudyPickerProps {
  heading: string;
  /** Where a study leads. */
  to: (study: string) => Route;
}

/** A consult begins with pictures, and so does a question about them: which study is it about? */
export function StudyPicker({ heading, to }: StudyPickerProps): JSX.Element {
  const { value, failed } = usePolled(fetchStudies, 0);
  const [words, setWords] = useState("");
  const found = useMemo(() => (value?.studies ?? []).filter((study) => matches(study, words)), [value, words]);
  return (
    <Page heading={heading}>
      {failed && failed.status !== 401 ? <Banner tone="attention">{wordsOf(failed)}</Banner> : null}
      {!value && !failed ? <Loading /> : null}
      {value?.studies.length === 0 ? (
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
      {value && value.studies.length > 0 ? (
        <>
          <div class="searching">
            <TextField
              label={t("pick-study")}
              type="search"
              autocomplete="off"
              spellcheck={false}
              placeholder={t("search-studies-hint")}
              value={words}
              onText={setWords}
            />
          </div>
          {found.length === 0 ? <p class="quiet">{t("studies-none-found")}</p> : null}
          <div class="patients">
            {byPatient(found).map((group) => {
              const first = group[0];
              return first ? (
                <section key={patientKey(first.patient)} class="section">
                  <div class="patient-head">
                    <h2>{patientName(first.patient)}</h2>
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
            })}
          </div>
        </>
      ) : null}
    </Page>
  );
}
