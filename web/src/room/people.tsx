import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { More } from "../components/more";
import { hueOf } from "../store/colors";
import { unnoticed } from "../store/signals";
import { hasText, inLine, inRow, t } from "../texts/texts";
import type { ParticipantCard, ViewAllow } from "../wire/messages";
import { BirthWords } from "./arrival";
import { BasisDialog, groundsOf } from "./basis";
import { AskBoard } from "./boardasking";
import { Rung, type HelpIn } from "./calling";
import type { LiveRoom } from "./live";
import { objectionWords } from "./objected";
import { seenBy } from "./sees";
import { ShowLess } from "./showless";
import { SmallPicture } from "./smallpicture";
import { useServerTime } from "./timeleft";
import { AskForPriors } from "./wishes";

const OVER = ["closing", "locked"];

interface PeopleProps {
  room: LiveRoom;
  onAdd: (() => void) | undefined;
  onPriors: (() => void) | undefined;
  onAskOpinion: (() => void) | undefined;
  onNewCode: HelpIn | undefined;
}

/** Who is here, who steers, who sees what, who may look around, and what patients ask for. */
export function People({ room, onAdd, onPriors, onAskOpinion, onNewCode }: PeopleProps): JSX.Element {
  const people = room.facts.participants.value.filter((one) => ["admitted", "expected", "left"].includes(one.presence));
  return (
    <div class="people-place">
      <ul class="people" aria-label={t("people")}>
        {people.map((person) => (
          <Person key={person.id} room={room} person={person} onNewCode={onNewCode} />
        ))}
      </ul>
      {room.facts.me.value?.host ? (
        <div class="people-acts">
          <Lookers room={room} />
          {mayNarrow(room) ? <ShowLess room={room} class="show-less" /> : null}
          {onAdd && !OVER.includes(room.facts.phase.value) ? (
            <Button looks="quiet" opens="dialog" onClick={onAdd}>
              {t("add-somebody")}
            </Button>
          ) : null}
          {onAskOpinion && !OVER.includes(room.facts.phase.value) && !room.facts.welcome.value?.reading ? (
            <Button looks="quiet" opens="dialog" onClick={onAskOpinion}>
              {t("opinions-ask")}
            </Button>
          ) : null}
          {onPriors && !OVER.includes(room.facts.phase.value) ? (
            <Button looks="quiet" opens="dialog" onClick={onPriors}>
              {t("wish-priors")}
            </Button>
          ) : null}
          <AskBoard room={room} />
        </div>
      ) : (
        <AskForPriors room={room} />
      )}
    </div>
  );
}

interface PersonProps {
  room: LiveRoom;
  person: ParticipantCard;
  onNewCode: HelpIn | undefined;
}

function Person({ room, person, onNewCode }: PersonProps): JSX.Element {
  const host = room.facts.me.value?.host === true;
  const self = person.id === room.facts.me.value?.id;
  const [otherDevice, setOtherDevice] = useState(0);
  return (
    <li class="person" data-hue={hueOf(person.number)}>
      <span class={`person-dot ${dotOf(room, person)}`} aria-hidden="true" />
      <div class="grow person-about">
        <div>
          <strong>
            <bdi>{person.name}</bdi>
          </strong>{" "}
          <span class="quiet small">{aboutWords(room, person)}</span>
        </div>
        {self ? null : <Sight room={room} person={person} />}
        <Objections room={room} person={person} />
        {person.arrival?.doubted || person.arrival?.birth === "overridden" ? <BirthWords room={room} person={person} /> : null}
        {host && person.role === "patient" ? <ConsentWords room={room} patient={person} /> : null}
        {host && onNewCode && rings(person) ? <Rung room={room} person={person} onNewCode={onNewCode} /> : null}
        {host && onNewCode && otherDevice > 0 && !rings(person) ? <Rung key={otherDevice} room={room} person={person} onNewCode={onNewCode} atOnce /> : null}
        <Asks room={room} person={person} />
      </div>
      {host && person.presence === "admitted" && person.role !== "provider" ? <PersonMenu room={room} person={person} onOtherDevice={onNewCode && (() => setOtherDevice((times) => times + 1))} /> : null}
    </li>
  );
}

/** What is on this person's screen, with a small picture of it; to other clinicians whether they follow. */
function Sight({ room, person }: { room: LiveRoom; person: ParticipantCard }): JSX.Element | null {
  const now = useServerTime(room);
  const sees = seenBy(room, person, now);
  if (sees) {
    return (
      <div class="sees" title={sees.title}>
        {sees.viewport ? <SmallPicture room={room} viewport={sees.viewport} /> : null}
        <span class={sees.late ? "small tone-attention" : "small quiet"}>
          {sees.words}
          {person.follows ? null : <span class="sees-alone">{t("looks-alone")}</span>}
        </span>
      </div>
    );
  }
  if (room.facts.phase.value !== "live" || person.presence !== "admitted") return null;
  if (room.facts.me.value?.host || room.steering.token.value?.holder === person.id) return null;
  // the line stays while somebody's connection comes and goes
  if (!person.online) return <span class="small sees-none" />;
  const blank = room.facts.state.value?.blank === true && person.role === "patient";
  if (person.slow && !blank) return <span class="small tone-attention">{t("sees-slow")}</span>;
  return <span class="small quiet">{t(blank ? "sees-blank" : person.follows ? "looks-along" : "looks-alone")}</span>;
}

/** What a patient tapped stays beside the name until a clinician taps it away; the chat keeps both. */
function Asks({ room, person }: { room: LiveRoom; person: ParticipantCard }): JSX.Element | null {
  if (!room.facts.clinician.value || OVER.includes(room.facts.phase.value)) return null;
  const asks = unnoticed(room.talks.all.lines.value).filter((one) => one.author === person.id);
  // said while nothing can be stored: it is heard now, and can be tapped away once it is kept
  const unkept = room.talks.all.unkept.value.filter(({ line, lost }) => line.kind === "signal" && line.author === person.id && !lost);
  if (asks.length + unkept.length === 0) return null;
  return (
    <div class="asks" role="alert">
      {unkept.map(({ line, turn }) => (
        <span key={`u${turn}`} class="ask ask-still">
          {t(`signal-${line.text}`)}
        </span>
      ))}
      {asks.map((one) => (
        <Button
          key={one.kind}
          class="ask"
          title={t("ask-notice")}
          onClick={() => void room.command("signal:noticed", { seq: one.seq })}
        >
          <span>
            {t(`signal-${one.kind}`)}
            {one.times > 1 ? ` ×${one.times}` : ""}
          </span>
          <span class="ask-done">{t("ask-done")}</span>
        </Button>
      ))}
    </div>
  );
}

/** The host narrows what was agreed to or recorded, while anybody else may see something. */
function mayNarrow(room: LiveRoom): boolean {
  if (!room.facts.me.value?.host || !["live", "paused"].includes(room.facts.phase.value)) return false;
  const guests = room.facts.participants.value.filter((one) => one.role !== "provider");
  return guests.some((one) => one.sees_pictures || one.consent === "given");
}

const LOOKERS: readonly ViewAllow["role"][] = ["specialist", "patient"];

/** To the host: who would rather not have this person here. */
function Objections({ room, person }: { room: LiveRoom; person: ParticipantCard }): JSX.Element | null {
  if (person.objections.length === 0) return null;
  return <span class="small tone-attention">{objectionWords(room, { person, by: person.objections })}</span>;
}

/** Who may leave the shared view: a switch for each role that is in this consult. */
function Lookers({ room }: { room: LiveRoom }): JSX.Element | null {
  const state = room.facts.state.value;
  const roles = LOOKERS.filter((role) => room.facts.leaves(role, "look_around")).filter((role) => room.facts.participants.value.some((one) => one.role === role && one.presence !== "removed"));
  if (!state || roles.length === 0 || !["lobby", "live", "paused"].includes(state.phase)) return null;
  return (
    <div class="lookers" role="group" aria-label={t("lookers")}>
      <span class="small quiet">{t("lookers")}</span>
      {roles.map((role) => {
        const on = state.lookers.includes(role);
        return (
          <Button key={role} looks="quiet" pressed={on} onClick={() => void room.command("view:allow", { role, on: !on })}>
            {t(`lookers-${role}`, { on: on ? "on" : "off" })}
          </Button>
        );
      })}
    </div>
  );
}

/** Invited by a link and not here yet; whoever has trouble at the door has a card of their own. */
function rings(person: ParticipantCard): boolean {
  return person.presence === "expected" && !person.verified && person.trouble === "";
}

/** After the end nobody steers. */
function steers(room: LiveRoom, person: ParticipantCard): boolean {
  return room.steering.token.value?.holder === person.id && !OVER.includes(room.facts.phase.value);
}

function dotOf(room: LiveRoom, person: ParticipantCard): string {
  if (steers(room, person)) return "person-steers";
  if (!person.online) return "person-away";
  return person.verified ? "person-here" : "person-guest";
}

function aboutWords(room: LiveRoom, person: ParticipantCard): string {
  const words: string[] = [];
  if (person.id === room.facts.me.value?.id) words.push(t("you"));
  if (person.presence === "expected") words.push(t("presence-expected"));
  else if (person.presence === "left") words.push(t("presence-left"));
  // the host reads it below the name, where else stands what they see
  else if (!person.online && !seenBy(room, person, 0)) words.push(t("presence-offline"));
  if (steers(room, person)) words.push(t("steering"));
  if (person.comes_as) words.push(t(`comes-as-${person.comes_as}`));
  if (!person.verified) words.push(t(person.role === "patient" ? "role-patient" : "not-verified"));
  return inLine(words);
}

/** How the patient stands to showing pictures, and what the host can do about it. */
function ConsentWords({ room, patient }: { room: LiveRoom; patient: ParticipantCard }): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  const id = `consent-state-${patient.consent}`;
  if (patient.presence === "expected" || !hasText(id) || OVER.includes(room.facts.phase.value)) return null;
  const agreed = patient.consent === "given";
  // who came after the agreement is not in it
  const missing = room.facts.participants.value.filter((one) => agreed && !one.covered && one.presence !== "removed");
  // while they may be somebody else nothing is asked of them: the host vouches first
  const open = patient.presence === "admitted" && !patient.arrival?.doubted && (!agreed || missing.length > 0);
  return (
    <div class="person-consent small">
      <span class={agreed ? "tone-fine" : "tone-attention"}>{t(id)}</span>
      {missing.length > 0 ? (
        <span class="tone-attention">{t("not-covered", { names: inRow(missing.map((one) => one.name)) })}</span>
      ) : null}
      {open ? (
        <span class="row">
          {patient.consent !== "asked" ? (
            <Button onClick={() => void room.command("consent:ask", { participant: patient.id })}>
              {agreed ? t("ask-wider", { name: patient.name }) : t("consent-ask-again")}
            </Button>
          ) : null}
          {groundsOf(room).length > 0 ? (
            <Button looks="quiet" opens="dialog" onClick={() => setAsking(true)}>
              {t("basis-other")}
            </Button>
          ) : null}
        </span>
      ) : null}
      {asking ? <BasisDialog room={room} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

interface PersonMenuProps {
  room: LiveRoom;
  person: ParticipantCard;
  /** A code for a guest whose phone is dying, or who wants the larger screen. */
  onOtherDevice: (() => void) | undefined;
}

/** What the host does with a guest: seldom, so one press away. */
function PersonMenu({ room, person, onOtherDevice }: PersonMenuProps): JSX.Element {
  const holds = room.steering.token.value?.holder === person.id;
  return (
    <More label={t("person-menu", { name: person.name })} sign="⋯" side="below" edge="end">
      {(close) => (
        <>
          {person.role === "specialist" && !holds && room.facts.leaves("specialist", "steer") ? (
            <Button
              onClick={() => {
                close();
                void room.command("control:grant", { to: person.id });
              }}
            >
              {t("hand-over")}
            </Button>
          ) : null}
          {onOtherDevice && !person.verified && !OVER.includes(room.facts.phase.value) ? (
            <Button
              onClick={() => {
                close();
                onOtherDevice();
              }}
            >
              {t("link-code-other")}
            </Button>
          ) : null}
          <p class="small quiet">{t("remove-what", { name: person.name })}</p>
          <Button
            looks="stop"
            onClick={() => {
              close();
              void room.command("room:remove", { participant: person.id });
            }}
          >
            {t("remove", { name: person.name })}
          </Button>
        </>
      )}
    </More>
  );
}
