import type { JSX } from "preact";
import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { useHalfFilled } from "../../components/halffilled";
import { inLine, inRow, t } from "../../texts/texts";
import type { StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { callName, clockTimeOf } from "../format";
import { wordsOf } from "../notices";
import { heldStacks } from "../names/sheets";
import { go } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { mine, serverNow } from "../signedin";
import { unsent } from "../unsent";
import { BasisChoice } from "./basischoice";
import { type Draft, MINUTES_MIN, bodyOf, hasPatient, newDraft, placeOf, problemsOf, typeOf } from "./draft";
import { AboutStudy, FormFoot, toField } from "./formparts";
import { GuestsChoice } from "./guestschoice";
import { KindChoice } from "./kindchoice";
import { Letters } from "./letters";
import { PlannedMessages } from "./messages";
import { useOwnStudies } from "./ownstudies";
import { SeriesChoice } from "./serieschoice";
import { Unanswered } from "../unanswered";
import { StudyPicker } from "./studypicker";
import { TimeChoice } from "./timechoice";

const ONCE = 0;

/** A new consult: from a study it is series, then start; everything else is filled in already. */
export function NewConsultPage({ study }: { study: string }): JSX.Element {
  if (!study) return <StudyPicker heading={t("new-consult")} to={(picked) => ({ page: "new-consult", study: picked })} />;
  return <FromStudy key={study} id={study} />;
}

function FromStudy({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(() => calls.study(id), [id]);
  const { value: study, failed, refresh } = usePolled(fetch, ONCE);
  if (study) return <Filling study={study} />;
  const back = { page: "new-consult", study: "" } as const;
  return <Unanswered heading={t("new-consult")} failed={failed} onAgain={refresh} back={back} backWords={t("pick-other-study")} />;
}

function Filling({ study: given }: { study: StudyCard }): JSX.Element {
  const { types } = mine().policy;
  const empty = useMemo(() => newDraft(callName(given.patient.name), typeOf({ kind: "patient_consult" }, types)), []);
  const { form: draft, change: fill, drop } = useHalfFilled<Draft>(unsent, placeOf(given.id), empty);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Draft>): void => {
    setRefused("");
    fill(part);
  };
  const { studies, setOthers, decided } = useOwnStudies(given, { others: draft.others, change });
  const [study = given, ...others] = studies;
  const type = typeOf(draft, types);
  const problems = problemsOf(draft, type, serverNow());
  const wrong = (field: string): string | undefined => {
    const found = tried ? problems.find((problem) => problem.field === field) : undefined;
    return found && t(found.words, { least: MINUTES_MIN, most: type.minutes_max });
  };
  const make = async (): Promise<void> => {
    setTried(true);
    const first = problems[0];
    if (first) {
      toField(form.current, first.field);
      return;
    }
    setBusy(true);
    try {
      const made = await calls.newConsult(bodyOf(draft, type));
      drop();
      go({ page: "consult", consult: made.id }, true);
    } catch (error) {
      setRefused(wordsOf(error));
      setBusy(false);
    }
  };
  const ticked = studies.flatMap((one) => one.series.filter((series) => draft.series.includes(series.id)));
  const unchecked = ticked.filter((series) => heldStacks(series) > 0).length;
  const parts = { draft, type, change, wrong };
  return (
    <Page heading={t("new-consult")}>
      <form
        class="desk-page"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void make();
        }}
      >
        <AboutStudy study={study} />
        <KindChoice {...parts} types={types} />
        <SeriesChoice {...parts} study={study} others={others} onOthers={setOthers} onDecided={decided} />
        {unchecked > 0 ? <Banner tone="attention">{t("names-unchecked", { count: unchecked })}</Banner> : null}
        <div class="two">
          <div class="stack">
            <GuestsChoice {...parts} />
            {hasPatient(draft) || draft.guests.length === 0 ? null : <BasisChoice {...parts} />}
            <TimeChoice {...parts} />
          </div>
          <div class="stack">
            <Letters draft={draft} studies={studies} />
            <PlannedMessages draft={draft} />
          </div>
        </div>
        <FormFoot
          refused={refused}
          missing={tried && problems[0] ? wrong(problems[0].field) : undefined}
          summary={summary(draft)}
          act={t(draft.when === "now" ? "start-now" : "plan")}
          busy={busy}
        />
      </form>
    </Page>
  );
}

function summary(draft: Draft): string {
  const parts = [
    draft.series.length === 0 ? t("no-series-yet") : t("series-ticked", { count: draft.series.length }),
    inRow(draft.guests.map((guest) => guest.name.trim()).filter(Boolean)),
    t("minutes", { count: draft.minutes }),
    draft.when === "later" ? clockTimeOf(draft.start) : "",
  ];
  return inLine(parts);
}
