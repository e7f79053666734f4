import { hasText, inLine, t } from "../../texts/texts";
import type { OtherCard, PatientCard, SeriesCard, StudyCard } from "../../wire/messages";
import { ageAt, dayText, personName } from "../format";

/** A patient's name as clinicians read it. */
export function patientName(patient: PatientCard): string {
  return personName(patient.name) || t("no-name");
}

/** Sex and age, birth date, number: whatever the file says. */
export function patientLine(patient: PatientCard): string {
  const age = ageAt(patient.birth_date, Date.now());
  const first = [patient.sex ? sexWord(patient.sex) : "", age === undefined ? "" : String(age)].filter(Boolean).join(" ");
  const born = patient.birth_date ? t("born", { date: dayText(patient.birth_date) }) : "";
  return inLine([first, born, patient.id ? t("patient-id", { id: patient.id }) : ""]);
}

function sexWord(sex: string): string {
  return t("sex", { sex });
}

/** What a study is called: its description, else what it was made with. */
export function studyTitle(study: StudyCard): string {
  if (study.description) return study.description;
  const made = [...new Set(study.series.map((series) => series.modality).filter(Boolean))];
  return made.length > 0 ? made.join(", ") : t("study-untitled");
}

/** What a series is called. */
export function seriesTitle(series: SeriesCard): string {
  return series.description || t(`kind-${series.kind}`);
}

/** Modality, number and how many pictures. */
export function seriesLine(series: SeriesCard): string {
  const place = series.number === null ? series.modality : t("series-place", { modality: series.modality, number: series.number });
  return inLine([place, t("pictures", { count: series.count })]);
}

/** What came in with a study besides pictures: "ECG", "report × 2". */
export function otherWords({ kind, count }: OtherCard): string {
  const named = `foreign-${kind.replaceAll("_", "-")}`;
  const word = t(hasText(named) ? named : "foreign-other");
  return count === 1 ? word : t("also-several", { kind: word, count });
}

/** What patients are told apart by: name, id and birth date together. */
export function patientKey(patient: PatientCard): string {
  return [patient.name.toUpperCase(), patient.id, patient.birth_date].join("\u0000");
}

/** Studies by patient, in the order of their newest study. */
export function byPatient(studies: readonly StudyCard[]): StudyCard[][] {
  const groups = new Map<string, StudyCard[]>();
  for (const study of studies) {
    const key = patientKey(study.patient);
    const group = groups.get(key);
    if (group) group.push(study);
    else groups.set(key, [study]);
  }
  return [...groups.values()];
}

/** Whether every word is found in what a clinician knows a study by. Looked for here: a name never goes into an address. */
export function matches(study: StudyCard, words: string): boolean {
  const { patient } = study;
  const known = [
    patient.name.replace(/[\^=]/g, " "),
    personName(patient.name),
    patient.id,
    patient.birth_date,
    dayText(patient.birth_date),
    study.description,
    study.date,
    dayText(study.date),
    ...study.series.flatMap((series) => [series.modality, series.description]),
  ]
    .join(" ")
    .toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => known.includes(word));
}
