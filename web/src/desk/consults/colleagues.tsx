import type { JSX } from "preact";
import { t } from "../../texts/texts";
import type { Consult } from "../../wire/messages";
import { calls } from "../calls";
import { SharedWith } from "../sharedwith";
import { standingOf } from "./standing";

/** Which colleagues the host has let into this consult: they see card and record and may enter as specialists. */
export function Colleagues({ consult, onChange }: { consult: Consult; onChange: () => void }): JSX.Element {
  const words = {
    heading: t("colleagues"),
    what: t(standingOf(consult) === "over" ? "colleagues-what-over" : "colleagues-what"),
    choose: t("colleagues-with"),
    letIn: t("colleagues-in"),
    takeOut: t("colleagues-out"),
    takeOutOf: (name: string) => t("colleagues-out-of", { name }),
    isIn: (name: string) => t("colleagues-in-now", { name }),
    isOut: (name: string) => t("colleagues-out-now", { name }),
    nobodyElse: "",
  };
  return (
    <SharedWith
      words={words}
      inside={consult.shared_with}
      owner={consult.host.id}
      letIn={async (person) => {
        await calls.shareConsult(consult.id, person);
        onChange();
      }}
      takeOut={async (person) => {
        await calls.unshareConsult(consult.id, person);
        onChange();
      }}
    />
  );
}
