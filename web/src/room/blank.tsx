import type { JSX } from "preact";
import { Button } from "../components/button";
import { t } from "../texts/texts";
import type { LiveRoom } from "./live";

const WHEN = ["lobby", "live", "paused"];
const BLANKED = ["patient", "observer"];

/** Whom blanking concerns: the patient by name, else whoever watches. */
function concerned(room: LiveRoom): string {
  const guests = room.facts.participants.value.filter((one) => BLANKED.includes(one.role) && one.presence !== "removed");
  return guests.length === 1 ? (guests[0]?.name ?? "") : guests.length > 1 ? t("blank-guests") : "";
}

function isOn(room: LiveRoom): boolean {
  return room.facts.state.value?.blank === true && WHEN.includes(room.facts.phase.value);
}

function turn(room: LiveRoom, on: boolean): void {
  void room.command("room:blank", { on });
}

/** The host's key: blank for the patient, and back; without one everything pauses, and comes back the same way. */
export function blankOrBack(room: LiveRoom): void {
  if (room.facts.phase.value === "paused") void room.command("room:resume", {});
  else if (concerned(room) !== "") turn(room, !isOn(room));
  else void room.command("room:pause", {});
}

/** The host's switch: the patient sees nothing while a picture is prepared. The easiest button to hit. */
export function BlankSwitch({ room }: { room: LiveRoom }): JSX.Element | null {
  const name = concerned(room);
  if (name === "" || !room.facts.me.value?.host || !WHEN.includes(room.facts.phase.value)) return null;
  const on = isOn(room);
  return (
    <Button class={on ? "blank-button blank-on" : "blank-button"} pressed={on} onClick={() => turn(room, !on)}>
      {t("blank-for", { name })}
    </Button>
  );
}

/** As long as somebody sees nothing it is said at the top, to every clinician; the host ends it there too. */
export function BlankSaid({ room }: { room: LiveRoom }): JSX.Element | null {
  const name = concerned(room);
  if (!isOn(room) || name === "") return null;
  return (
    <span class="blank-said" role="status">
      <strong>{t("blank-is-on", { name })}</strong>
      {room.facts.me.value?.host ? (
        <Button class="blank-end" onClick={() => turn(room, false)}>
          {t("blank-end")}
        </Button>
      ) : null}
    </span>
  );
}
