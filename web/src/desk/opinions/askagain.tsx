import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { AskedOpinion, Consult } from "../../wire/messages";
import { foundOf } from "../consults/ownstudies";
import { complain } from "../notices";
import { go } from "../place";
import { mine } from "../signedin";
import { unsent } from "../unsent";
import { askLike, askPlace } from "./askdraft";

/** Asking back, or somebody else: the form of a request, filled in with question and pictures of this one. */
export function AskAgain({ opinion, reading }: { opinion: AskedOpinion; reading: Consult }): JSX.Element | null {
  const [busy, setBusy] = useState(false);
  const type = mine().policy.types.find((one) => one.kind === "second_opinion");
  if (!type || reading.erased) return null;
  const ask = async (): Promise<void> => {
    setBusy(true);
    try {
      const studies = await foundOf(reading.studies);
      const there = studies.flatMap((study) => study.series.map((series) => series.id));
      const series = reading.series.map((one) => one.id).filter((id) => there.includes(id));
      const draft = askLike(opinion, series, studies.map((study) => study.id), type);
      if (draft.study) unsent.keep(askPlace(draft), draft);
      go({ page: "ask", study: draft.study, consult: "" });
    } catch (error) {
      complain(error);
      setBusy(false);
    }
  };
  const again = opinion.state === "answered";
  return (
    <Panel heading={t(again ? "opinion-back" : "opinion-else")}>
      <p class="quiet">{t(again ? "opinion-back-what" : "opinion-else-what", { name: opinion.reader_name })}</p>
      <div>
        <Button looks="outline" busy={busy} onClick={() => void ask()}>
          {t(again ? "opinion-back-ask" : "opinion-else-ask")}
        </Button>
      </div>
    </Panel>
  );
}
