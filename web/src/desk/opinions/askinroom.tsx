import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Dialog } from "../../components/dialog";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { GuestPanel } from "../consults/guestpanel";
import { usePolled } from "../polled";
import { mine } from "../signedin";
import { Answering } from "../unanswered";
import { AskForm } from "./askform";

const POLL_MS = 3000;

/** Asking without leaving the room: the same form, then link and code for somebody outside. */
export function AskInRoom({ consult: id, onClose }: { consult: string; onClose: () => void }): JSX.Element {
  const [asked, setAsked] = useState("");
  const fetch = useCallback(() => calls.consult(id), [id]);
  const { value: consult, failed, refresh } = usePolled(fetch, 0);
  return (
    <Dialog title={t("opinions-ask")} closeLabel={t("close")} wide onClose={onClose}>
      {asked ? <Asked id={asked} onClose={onClose} /> : null}
      {!asked && consult ? <AskForm consult={consult} onAsked={setAsked} /> : null}
      {!asked && !consult ? <Answering failed={failed} onAgain={refresh} /> : null}
    </Dialog>
  );
}

function Asked({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const fetch = useCallback(() => calls.consult(id), [id]);
  const { value: reading, failed, refresh } = usePolled(fetch, POLL_MS);
  const guest = reading?.guests[0];
  return (
    <div class="stack">
      {guest ? <Banner tone="fine">{t("asking-sent", { name: guest.name })}</Banner> : <Answering failed={failed} onAgain={refresh} />}
      {reading && guest?.invite ? <GuestPanel consult={reading} guest={guest} demo={mine().demo} onChange={refresh} /> : null}
      <div class="row">
        <Button looks="primary" onClick={onClose}>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}
