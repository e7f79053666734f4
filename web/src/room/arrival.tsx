import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { useHalfFilled } from "../components/halffilled";
import { TextArea } from "../components/textarea";
import { clockTime, t } from "../texts/texts";
import type { ParticipantCard } from "../wire/messages";
import type { LiveRoom } from "./live";

interface ArrivalProps {
  room: LiveRoom;
  person: ParticipantCard;
}

/** To the host: by which ways link and code went, on which device somebody came, and what the birth date came to. */
export function ArrivalWords({ room, person }: ArrivalProps): JSX.Element | null {
  const { arrival } = person;
  if (!arrival) return null;
  const device = arrival.claim > 1 ? "came-device-nth" : arrival.known ? "came-device-known" : "came-device-new";
  return (
    <>
      <p class="small quiet">
        {[t(`came-link-${arrival.link_by}`), t(`came-code-${arrival.code_by}`), t(device, { claim: arrival.claim })].join(" · ")}
      </p>
      <BirthWords room={room} person={person} />
    </>
  );
}

/** What asking for the birth date came to; while somebody is doubted the host may vouch for them, with a reason. */
export function BirthWords({ room, person }: ArrivalProps): JSX.Element | null {
  const [vouching, setVouching] = useState(false);
  const { arrival, name } = person;
  if (!arrival?.birth) return null;
  const fine = arrival.birth === "matched" || arrival.birth === "overridden";
  return (
    <div class="stack stack-tight">
      <span class={fine ? "small tone-fine" : "small tone-attention"}>{t(`birth-is-${arrival.birth}`, { name })}</span>
      {arrival.doubted ? (
        <span class="row">
          <Button opens="dialog" onClick={() => setVouching(true)}>{t("vouch-ask", { name })}</Button>
        </span>
      ) : null}
      {vouching && arrival.doubted ? <VouchDialog room={room} person={person} onClose={() => setVouching(false)} /> : null}
    </div>
  );
}

function VouchDialog({ room, person, onClose }: ArrivalProps & { onClose: () => void }): JSX.Element {
  const [error, setError] = useState("");
  const { name } = person;
  const { form, change, drop } = useHalfFilled(room.unsent, `vouch ${person.id}`, { reason: "" });
  const { reason } = form;
  const leave = (): void => {
    drop();
    onClose();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === "") {
      setError(t("vouch-missing"));
      return;
    }
    const answer = await room.command("birth:override", { participant: person.id, reason: reason.trim() });
    if (answer.ok) leave();
  };
  return (
    <Dialog title={t("vouch-title", { name })} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p class="quiet">{t("vouch-intro", { name })}</p>
        <TextArea
          label={t("vouch-reason")}
          hint={t("vouch-hint")}
          error={error || undefined}
          rows={3}
          maxLength={500}
          value={reason}
          onText={(text) => {
            change({ reason: text });
            setError("");
          }}
        />
        <div class="row">
          <Button looks="primary" type="submit">
            {t("vouch-now", { name })}
          </Button>
          <Button onClick={leave}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** "I call you": said on the guest's screen; the card keeps when. */
export function CallWords({ room, person }: ArrivalProps): JSX.Element | null {
  const [busy, setBusy] = useState(false);
  const { arrival, name } = person;
  if (!arrival) return null;
  const call = (): void => {
    setBusy(true);
    void room.command("room:call", { participant: person.id }).finally(() => setBusy(false));
  };
  return (
    <div class="row">
      <Button looks="outline" busy={busy} onClick={call}>
        {t("call-guest", { name })}
      </Button>
      {arrival.called_ms === null ? null : (
        <span class="small quiet" role="status">
          {t("call-said", { name, time: clockTime(arrival.called_ms) })}
        </span>
      )}
    </div>
  );
}
