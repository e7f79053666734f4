import type { JSX } from "preact";
import { t } from "../../texts/texts";
import type { StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { SharedWith } from "../sharedwith";

/** Who else may see a study: its owner lets colleagues in and takes them out again. */
export function Sharing({ study, onChange }: { study: StudyCard; onChange: (study: StudyCard) => void }): JSX.Element {
  const words = {
    heading: t("sharing"),
    what: t(study.shared_with.length === 0 ? "sharing-nobody" : "sharing-who"),
    choose: t("share-with"),
    letIn: t("share"),
    takeOut: t("unshare"),
    takeOutOf: (name: string) => t("unshare-with", { name }),
    isIn: (name: string) => t("shared-now", { name }),
    isOut: (name: string) => t("unshared", { name }),
    nobodyElse: t("share-no-colleagues"),
  };
  return (
    <SharedWith
      words={words}
      inside={study.shared_with}
      owner={study.owner.id}
      letIn={async (person) => onChange(await calls.share(study.id, person))}
      takeOut={async (person) => onChange(await calls.unshare(study.id, person))}
    />
  );
}
