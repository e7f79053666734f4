import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { t } from "../texts/texts";
import type { ParticipantCard } from "../wire/messages";
import type { LiveRoom } from "./live";

/**
 * Who was added and nobody here has answered about yet: to be read before anything else. Somebody who is in already and whom
 * the agreement names was answered about: a reload or a second tab does not ask again.
 */
export function unanswered(room: LiveRoom): ParticipantCard[] {
  const me = room.facts.me.value;
  if (!me || me.host || ["closing", "locked"].includes(room.facts.phase.value)) return [];
  const settled = (one: ParticipantCard): boolean => one.presence === "admitted" && one.covered;
  return newcomers(room).filter((one) => !one.objected && !settled(one) && !room.fineWith.value.has(one.id));
}

function newcomers(room: LiveRoom): ParticipantCard[] {
  const me = room.facts.me.value?.id;
  return room.facts.participants.value.filter((one) => one.announced && one.id !== me && one.presence !== "left");
}

/** Who was added while others talk: said to everybody before they are let in, with what they will see; one may object. */
export function Announced({ room }: { room: LiveRoom }): JSX.Element | null {
  const asked = unanswered(room);
  const objected = newcomers(room).filter((one) => one.objected);
  if (asked.length + objected.length === 0) return null;
  return (
    <div class="announced" aria-live="polite">
      {asked.map((person) => (
        <Asked key={person.id} room={room} person={person} />
      ))}
      {objected.map((person) => (
        <Objected key={person.id} room={room} person={person} />
      ))}
    </div>
  );
}

interface CardProps {
  room: LiveRoom;
  person: ParticipantCard;
}

function Asked({ room, person }: CardProps): JSX.Element {
  const [busy, say] = useSaying(room, person);
  const { name } = person;
  const host = room.facts.welcome.value?.host_name ?? "";
  return (
    <section class="announced-card" aria-label={t("announced", { host, name })}>
      <h2>{t("announced", { host, name })}</h2>
      <p>
        {t(`announced-${person.comes_as || person.role}`, { name })} {seesWords(room, person)}
      </p>
      <div class="row">
        <Button looks="primary" onClick={() => room.minds(person.id, false)}>
          {t("announced-fine")}
        </Button>
        <Button busy={busy} onClick={() => say(true)}>
          {t("announced-object")}
        </Button>
      </div>
    </section>
  );
}

function Objected({ room, person }: CardProps): JSX.Element {
  const [busy, say] = useSaying(room, person);
  const host = room.facts.welcome.value?.host_name ?? "";
  return (
    <section class="announced-card announced-brief">
      <p role="status">{t("announced-objected", { host, name: person.name })}</p>
      <Button busy={busy} onClick={() => say(false)}>
        {t("announced-mind-no-more")}
      </Button>
    </section>
  );
}

/** An objection, or that one minds no more. */
function useSaying(room: LiveRoom, person: ParticipantCard): [boolean, (objects: boolean) => void] {
  const [busy, setBusy] = useState(false);
  const say = (objects: boolean): void => {
    setBusy(true);
    room.minds(person.id, objects);
    void room.command("guest:object", { participant: person.id, objects }).finally(() => setBusy(false));
  };
  return [busy, say];
}

function seesWords(room: LiveRoom, { covered, name }: ParticipantCard): string {
  if (covered) return t("announced-pictures", { name });
  return t(room.facts.me.value?.role === "patient" ? "announced-no-pictures" : "announced-no-pictures-other", { name });
}
