import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Popover } from "../components/popover";
import { hasText, t } from "../texts/texts";
import type { ParticipantCard } from "../wire/messages";
import { BasisDialog } from "./basis";
import type { LiveRoom } from "./live";

/** Who is here, who steers, who sees what. */
export function People({ room }: { room: LiveRoom }): JSX.Element {
  const people = room.facts.participants.value.filter((one) => ["admitted", "expected", "left"].includes(one.presence));
  const host = room.facts.me.value?.host === true;
  return (
    <ul class="people" aria-label={t("people")}>
      {people.map((person) => (
        <li key={person.id} class="person">
          <span class={`person-dot ${dotOf(room, person)}`} aria-hidden="true" />
          <div class="grow">
            <div>
              <strong>{person.name}</strong> <span class="quiet small">{aboutWords(room, person)}</span>
            </div>
            {host && person.role === "patient" ? <ConsentWords room={room} patient={person} /> : null}
          </div>
          <Seen room={room} person={person} />
          {host && person.presence === "admitted" && person.role !== "provider" ? (
            <PersonMenu room={room} person={person} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function dotOf(room: LiveRoom, person: ParticipantCard): string {
  if (room.steering.token.value?.holder === person.id) return "person-steers";
  if (!person.online) return "person-away";
  return person.verified ? "person-here" : "person-guest";
}

function aboutWords(room: LiveRoom, person: ParticipantCard): string {
  const words: string[] = [];
  if (person.id === room.facts.me.value?.id) words.push(t("you"));
  if (person.presence === "expected") words.push(t("presence-expected"));
  else if (person.presence === "left") words.push(t("presence-left"));
  else if (!person.online) words.push(t("presence-offline"));
  if (room.steering.token.value?.holder === person.id) words.push(t("steering"));
  if (!person.verified) words.push(t(person.role === "patient" ? "role-patient" : "not-verified"));
  return words.join(" · ");
}

/** `Im 17 ✓`: what this person's own screen has confirmed. */
function Seen({ room, person }: { room: LiveRoom; person: ParticipantCard }): JSX.Element | null {
  if (!person.seen || !person.online || person.id === room.facts.me.value?.id) return null;
  const [stackId, pos] = person.seen;
  const stack = room.facts.stacks.value.find((one) => one.id === stackId);
  if (!stack) return null;
  const image = String(stack.image_numbers[pos] ?? pos + 1);
  const series = String(stack.series_number ?? "–");
  return (
    <span class="chip" title={t("seen-long", { series, image, name: person.name })}>
      {t("seen", { series, image })}
    </span>
  );
}

/** How the patient stands to showing pictures, and what the host can do about it. */
function ConsentWords({ room, patient }: { room: LiveRoom; patient: ParticipantCard }): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  const id = `consent-state-${patient.consent}`;
  if (patient.presence === "expected" || !hasText(id)) return null;
  const open = ["refused", "withdrawn", "none", "asked"].includes(patient.consent) && patient.presence === "admitted";
  return (
    <div class="person-consent small">
      <span class={patient.consent === "given" ? "tone-fine" : "tone-attention"}>{t(id)}</span>
      {open ? (
        <span class="row">
          {patient.consent !== "asked" ? (
            <Button onClick={() => void room.command("consent:ask", { participant: patient.id })}>
              {t("consent-ask-again")}
            </Button>
          ) : null}
          <Button looks="quiet" onClick={() => setAsking(true)}>
            {t("basis-other")}
          </Button>
        </span>
      ) : null}
      {asking ? <BasisDialog room={room} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function PersonMenu({ room, person }: { room: LiveRoom; person: ParticipantCard }): JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const holds = room.steering.token.value?.holder === person.id;
  const act = (run: () => unknown): void => {
    close();
    run();
  };
  return (
    <Popover
      label={person.name}
      open={open}
      onClose={close}
      anchor={
        <Button
          looks="quiet"
          icon
          aria-label={t("person-menu", { name: person.name })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          ⋯
        </Button>
      }
    >
      {person.role === "specialist" && !holds ? (
        <Button onClick={() => act(() => room.command("control:grant", { to: person.id }))}>{t("hand-over")}</Button>
      ) : null}
      <p class="small quiet">{t("remove-what", { name: person.name })}</p>
      <Button looks="stop" onClick={() => act(() => room.command("room:remove", { participant: person.id }))}>
        {t("remove", { name: person.name })}
      </Button>
    </Popover>
  );
}
