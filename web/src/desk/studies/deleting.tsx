import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { Confirm } from "../../components/confirm";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { DeletionReceipt, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { sizeText } from "../format";
import { wordsOf } from "../notices";
import { patientName, studyTitle } from "./patientwords";

interface DeletingProps {
  study: StudyCard;
  onDeleted: (receipt: DeletionReceipt) => void;
}

/** Deleting cannot be undone (the key is destroyed): a second step in place says what goes. */
export function Deleting({ study, onDeleted }: DeletingProps): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const destroy = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      onDeleted(await calls.deleteStudy(study.id));
    } catch (error) {
      setWrong(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <Panel class="no-print" heading={t("deleting")} tone={asking ? "stop" : "plain"}>
      {asking ? (
        <>
          <p>
            {t("deleting-what", {
              title: studyTitle(study),
              name: patientName(study.patient),
              count: study.instances,
              size: sizeText(study.size_bytes),
            })}
          </p>
          <p class="quiet">{t("deleting-final")}</p>
        </>
      ) : (
        <p class="quiet">{t("deleting-more")}</p>
      )}
      {wrong ? <Banner tone="stop" urgent>{wrong}</Banner> : null}
      <Confirm
        asking={asking}
        onAsking={setAsking}
        ask={t("deleting-ask")}
        keep={t("deleting-keep")}
        act={t("deleting-now")}
        busy={busy}
        onAct={() => void destroy()}
      />
    </Panel>
  );
}
