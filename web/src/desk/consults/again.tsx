import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { t } from "../../texts/texts";
import type { Consult, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { callName } from "../format";
import { complain } from "../notices";
import { go } from "../place";
import { mine } from "../signedin";
import { unsent } from "../unsent";
import { type ComesAs, type Draft, type GuestRole, clampMinutes, newDraft, placeOf, typeOf } from "./draft";

/** Another time: the form of a new consult, filled in with the people, pictures and minutes of this one. */
export function PlanAgain({ consult }: { consult: Consult }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const plan = async (): Promise<void> => {
    setBusy(true);
    try {
      const { studies } = await calls.studies();
      const shown = consult.series.map((series) => series.id);
      const study = studies.find((one) => one.series.some((series) => shown.includes(series.id)));
      if (study) unsent.keep(placeOf(study.id), likeIt(consult, study));
      go({ page: "new-consult", study: study?.id ?? "" });
    } catch (error) {
      complain(error);
      setBusy(false);
    }
  };
  return (
    <Button looks="outline" busy={busy} onClick={() => void plan()}>
      {t("plan-again")}
    </Button>
  );
}

/** Links are made anew; of further studies nothing is ticked. */
function likeIt(consult: Consult, study: StudyCard): Draft {
  const type = typeOf({ kind: consult.kind as Draft["kind"] }, mine().policy.types);
  const there = new Set(study.series.map((series) => series.id));
  return {
    ...newDraft(callName(study.patient.name), type),
    series: consult.series.map((series) => series.id).filter((id) => there.has(id)),
    guests: consult.guests.map((guest, at) => ({
      key: at + 1,
      role: guest.role as GuestRole,
      comesAs: guest.comes_as as ComesAs,
      name: guest.name,
    })),
    minutes: clampMinutes(consult.minutes, type.minutes_max),
    when: "later",
  };
}
