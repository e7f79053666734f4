import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { t } from "../../texts/texts";
import type { Consult } from "../../wire/messages";
import { complain, notices } from "../notices";
import { go } from "../place";
import { mine } from "../signedin";
import { unsent } from "../unsent";
import { draftLike, placeOf } from "./draft";
import { foundOf } from "./ownstudies";

/** Another time: the form of a new consult, filled in with the people, pictures and minutes of this one. */
export function PlanAgain({ consult }: { consult: Consult }): JSX.Element | null {
  const [busy, setBusy] = useState(false);
  if (!consult.mine || consult.erased || consult.reading) return null;
  const plan = async (): Promise<void> => {
    setBusy(true);
    try {
      const studies = await foundOf(consult.studies);
      const [first] = studies;
      if (first) unsent.keep(placeOf(first.id), draftLike(consult, studies, mine().policy.types));
      if (studies.length < consult.studies.length) notices.say(t("plan-again-gone", { count: consult.studies.length - studies.length }));
      go({ page: "new-consult", study: first?.id ?? "" });
    } catch (error) {
      complain(error);
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void plan()}>
      {t("plan-again")}
    </Button>
  );
}
