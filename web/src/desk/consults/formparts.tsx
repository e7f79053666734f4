import type { JSX } from "preact";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import type { StudyCard } from "../../wire/messages";
import { patientLine, patientName, studyTitle } from "../studies/patientwords";
import { StudyChips } from "../studies/studycard";

/** Whose pictures a form is about, for whoever fills it in. */
export function AboutStudy({ study }: { study: StudyCard }): JSX.Element {
  return (
    <div class="stack stack-tight">
      <div class="row">
        <strong>
          <bdi>{patientName(study.patient)}</bdi>
        </strong>
        <span class="quiet">{patientLine(study.patient)}</span>
      </div>
      <div class="row">
        <span>{studyTitle(study)}</span>
        <StudyChips study={study} />
      </div>
    </div>
  );
}

interface FormFootProps {
  /** What the server said of the whole. */
  refused: string;
  /** What is still missing; else what will be made. */
  missing: string | undefined;
  summary: string;
  act: string;
  busy: boolean;
}

/** The foot of a long form: what it comes to, and the one way on. */
export function FormFoot({ refused, missing, summary, act, busy }: FormFootProps): JSX.Element {
  return (
    <div class="onward">
      <div class="stack stack-tight grow" aria-live="polite">
        {refused ? <Banner tone="stop">{refused}</Banner> : null}
        {missing ? <span class="tone-stop">{missing}</span> : <span>{summary}</span>}
      </div>
      <Button type="submit" looks="primary" class="button-large" busy={busy}>
        {act}
      </Button>
    </div>
  );
}

/** The hand goes to a field by its name. */
export function toField(form: HTMLFormElement | null, field: string): void {
  const places = ["input", "textarea", "select", "button"].map((control) => `[data-field="${field}"] ${control}`);
  form?.querySelector<HTMLElement>(places.join(", "))?.focus();
}
