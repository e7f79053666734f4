import type { JSX } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { usePolled } from "../polled";
import { Answering } from "../unanswered";
import { HeldBack } from "./held";

/** Looking for names without leaving the room: what is decided here guests see at once, as far as they may. */
export function CheckInRoom({ consult: id, onClose }: { consult: string; onClose: () => void }): JSX.Element {
  const fetch = useCallback(() => calls.consult(id), [id]);
  const { value: consult, failed, refresh } = usePolled(fetch, 0);
  const done = consult?.held.length === 0;
  useEffect(() => {
    if (done) onClose();
  }, [done]);
  return (
    <Dialog title={t("names-check")} closeLabel={t("names-close")} onClose={onClose}>
      {consult ? <HeldBack consult={consult} onChange={refresh} /> : <Answering failed={failed} onAgain={refresh} />}
    </Dialog>
  );
}
