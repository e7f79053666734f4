import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { clockTime, hasText, inRow, t } from "../texts/texts";
import type { ParticipantCard } from "../wire/messages";
import type { LiveRoom } from "./live";

/** Who is here, by name; one tap says who each of them is, what they see of one's pictures and until when. */
export function WhoSees({ room }: { room: LiveRoom }): JSX.Element {
  const [open, setOpen] = useState(false);
  const others = othersHere(room);
  const names = inRow(others.map((one) => one.name));
  return (
    <>
      <Button looks="quiet" opens="dialog" class="phone-who" aria-label={t("who-sees-open", { names })} onClick={() => setOpen(true)}>
        <span class="phone-who-names">{names}</span>
        <span class="phone-who-more" aria-hidden="true">
          ?
        </span>
      </Button>
      {open ? <Sheet room={room} others={others} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function othersHere(room: LiveRoom): ParticipantCard[] {
  const me = room.facts.me.value?.id;
  return room.facts.participants.value.filter((one) => one.id !== me && one.presence === "admitted");
}

interface SheetProps {
  room: LiveRoom;
  others: readonly ParticipantCard[];
  onClose: () => void;
}

function Sheet({ room, others, onClose }: SheetProps): JSX.Element {
  const patient = room.facts.me.value?.role === "patient";
  const until = room.facts.state.value?.until_ms;
  const over = room.facts.phase.value === "closing";
  return (
    <Dialog title={t("who-sees")} closeLabel={t("close")} onClose={onClose}>
      <div class="stack">
        <ul class="who-list">
          {others.map((one) => (
            <li key={one.id}>
              <strong>{one.name}</strong> <span class="quiet">{roleWords(one)}</span>
              <span>{patient ? seesWords(room, one) : ""}</span>
            </li>
          ))}
        </ul>
        <p>{t("who-sees-you")}</p>
        {until && !over ? <p>{t("who-sees-until", { time: clockTime(until) })}</p> : null}
        {patient && !over ? <p>{t("who-sees-stop")}</p> : null}
        {patient && !over ? <p class="quiet">{t("who-sees-hands")}</p> : null}
      </div>
    </Dialog>
  );
}

function roleWords(one: ParticipantCard): string {
  const comes = `comes-as-${one.comes_as}`;
  const role = one.comes_as && hasText(comes) ? t(comes) : t(`role-${one.role}`);
  return one.verified ? role : `${role}, ${t("not-verified")}`;
}

/** What this person is shown of the patient's pictures: the host always, others as the agreement names them. */
function seesWords(room: LiveRoom, one: ParticipantCard): string {
  if (room.facts.phase.value === "closing") return t("who-sees-nothing-any-more");
  if (one.role === "provider") return t("who-sees-host");
  if (one.sees_pictures || one.covered) return t("who-sees-pictures");
  return t(room.facts.mine.value?.consent === "given" ? "who-sees-nothing" : "who-sees-nothing-yet");
}
