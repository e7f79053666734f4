import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Popover } from "../components/popover";
import { t } from "../texts/texts";
import type { ParticipantCard } from "../wire/messages";
import type { LiveRoom } from "./live";

const OVER = ["closing", "locked"];

/** Specialists who are here and see the pictures: nobody else can be handed control. */
function able(room: LiveRoom): ParticipantCard[] {
  if (!room.facts.leaves("specialist", "steer")) return [];
  return room.facts.participants.value.filter((one) => one.role === "specialist" && one.online && one.sees_pictures);
}

/** Specialists ask to steer, where the consult's type lets them. */
function asks(room: LiveRoom): boolean {
  return room.facts.me.value?.role === "specialist" && room.facts.has("steer");
}

/** In a reading there is nobody to give control back to. */
function readsAlone(room: LiveRoom): boolean {
  return room.facts.welcome.value?.reading === true && room.steering.mine.value;
}

/** The one key: who steers hands over or gives back, the host takes back, a specialist asks. */
export function passControl(room: LiveRoom): void {
  const me = room.facts.me.value;
  if (!me || OVER.includes(room.facts.phase.value) || readsAlone(room)) return;
  if (!room.steering.mine.value) {
    if (me.host) void room.command("control:take", {});
    else if (asks(room)) void room.command("control:request", {});
    return;
  }
  const [first, ...more] = able(room).filter((one) => one.id !== me.id);
  const asker = room.steering.token.value?.request;
  if (asker) void room.command("control:grant", { to: asker });
  else if (!me.host) void room.command("control:release", {});
  else if (!first) room.notices.say(t("hand-over-nobody"));
  else if (more.length > 0) room.notices.say(t("hand-over-choose"));
  else void room.command("control:grant", { to: first.id });
}

/** Who steers, and what this person can do about it. */
export function Control({ room }: { room: LiveRoom }): JSX.Element | null {
  const me = room.facts.me.value;
  // after the end nobody steers
  if (!me || OVER.includes(room.facts.phase.value)) return null;
  if (!room.steering.mine.value) return <Following room={room} />;
  if (me.host) return <HandOver room={room} />;
  if (readsAlone(room)) return null;
  return (
    <div class="tool-group">
      <Button onClick={() => void room.command("control:release", {})}>{t("hand-back")}</Button>
    </div>
  );
}

/** Somebody else steers: who, and how to get it. */
function Following({ room }: { room: LiveRoom }): JSX.Element {
  const token = room.steering.token.value;
  const holder = room.facts.participants.value.find((one) => one.id === token?.holder);
  const me = room.facts.me.value;
  const asked = token?.request === me?.id;
  return (
    <div class="tool-group">
      <span class="quiet">{holder ? t("steering-other", { name: holder.name }) : ""}</span>
      {me?.host ? (
        <Button onClick={() => void room.command("control:take", {})}>{t("take-control")}</Button>
      ) : asks(room) ? (
        <Button disabled={asked} onClick={() => void room.command("control:request", {})}>
          {t(asked ? "control-asked" : "ask-control")}
        </Button>
      ) : null}
    </div>
  );
}

/** The host hands over to the one who can steer, or chooses among several. */
function HandOver({ room }: { room: LiveRoom }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const people = able(room);
  const to = (person: ParticipantCard): void => {
    setOpen(false);
    void room.command("control:grant", { to: person.id });
  };
  const [only] = people;
  if (!only) return null;
  const press = (): void => (people.length === 1 ? to(only) : setOpen(!open));
  return (
    <div class="tool-group">
      <Popover
        label={t("hand-over-to")}
        open={open}
        side="above"
        edge="start"
        onClose={() => setOpen(false)}
        anchor={
          <Button {...(people.length > 1 ? { "aria-expanded": open, opens: "dialog" } : {})} onClick={press}>
            {t("hand-over")}
          </Button>
        }
      >
        {people.map((person) => (
          <Button key={person.id} onClick={() => to(person)}>
            {person.name}
          </Button>
        ))}
      </Popover>
    </div>
  );
}

/** Somebody asks to steer: the holder and the host see it. */
export function ControlAsked({ room }: { room: LiveRoom }): JSX.Element | null {
  const token = room.steering.token.value;
  const asker = room.facts.participants.value.find((one) => one.id === token?.request);
  if (!asker || asker.id === room.facts.me.value?.id) return null;
  if (!room.steering.mine.value && !room.facts.me.value?.host) return null;
  if (OVER.includes(room.facts.phase.value)) return null;
  return (
    <div class="banner banner-attention" role="status">
      <span class="grow">{t("control-wanted", { name: asker.name })}</span>
      <Button onClick={() => void room.command("control:grant", { to: asker.id })}>{t("hand-over")}</Button>
    </div>
  );
}
