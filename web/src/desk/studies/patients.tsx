import type { ComponentChildren, JSX } from "preact";
import { Few } from "../../components/few";
import type { StudyCard } from "../../wire/messages";
import { byPatient, patientKey, patientLine, patientName } from "./patientwords";

const AT_ONCE = 20;

/** Studies under the patient they are of, the first patients of many at once. */
export function Patients({ studies, children }: { studies: StudyCard[]; children: (study: StudyCard) => ComponentChildren }): JSX.Element {
  return (
    <div class="patients">
      <Few of={byPatient(studies)} atOnce={AT_ONCE}>
        {([first, ...others]) =>
          first ? (
            <section key={patientKey(first.patient)} class="section">
              <div class="patient-head">
                <h2>
                  <bdi>{patientName(first.patient)}</bdi>
                </h2>
                <span class="quiet small">{patientLine(first.patient)}</span>
              </div>
              {[first, ...others].map(children)}
            </section>
          ) : null
        }
      </Few>
    </div>
  );
}
