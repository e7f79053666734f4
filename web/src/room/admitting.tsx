import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Chip } from "../components/chip";
import { Choice } from "../components/field";
import { wordText } from "../lobby/word";
import { hasText, t } from "../texts/texts";
import type { Admit, ParticipantCard } from "../wire/messages";
import { ArrivalWords, CallWords } from "./arrival";
import type { LiveRoom } from "./live";
import { objectionWords } from "./objected";

const WAYS: readonly Admit["recognized"][] = ["known", "name_and_birth_date", "other"];

/** Who waits: one card each, with what was proved already and what the host has to check. */
export function Admitting({ room }: { room: LiveRoom }): JSX.Element | null {
  const waiting = room.facts.waiting.value;
  const knocking = room.facts.participants.value.filter((person) => person.knock_choices.length > 0);
  if (!room.facts.me.value?.host || waiting.length + knocking.length === 0) return null;
  return (
    <div class="admitting" aria-live="polite">
      {waiting.map((person) => (
        <WaitingCard key={person.id} room={room} person={person} />
      ))}
      {knocking.map((person) => (
        <WaitingCard key={`knock ${person.id} ${person.knock_choices.join()}`} room={room} person={person} knock />
      ))}
    </div>
  );
}

interface WaitingCardProps {
  room: LiveRoom;
  person: ParticipantCard;
  /** It is a second device that asks for this person's seat. */
  knock?: boolean;
}

function WaitingCard({ room, person, knock = false }: WaitingCardProps): JSX.Element {
  const [word, setWord] = useState("");
  const [way, setWay] = useState<Admit["recognized"] | "">("");
  const admit = (): void => {
    if (way !== "" && word !== "") void room.command("room:admit", { participant: person.id, recognized: way, word, knock });
  };
  const heading = t(knock ? "link-knocks" : "waits", { name: person.name });
  return (
    <section class="waiting-card" aria-label={heading}>
      <div class="row row-apart">
        <h2>{heading}</h2>
        {knock ? null : (
          <Chip tone={person.online ? "attention" : "plain"}>{t(person.online ? "waits-here" : "presence-offline")}</Chip>
        )}
      </div>
      {knock ? <p class="small">{t("link-knocks-how", { name: person.name })}</p> : null}
      <p class="small quiet">
        {t(person.comes_as ? `comes-as-${person.comes_as}` : `role-${person.role}`)}
        {person.factors.map((factor) => ` · ${factorWords(factor)}`)}
      </p>
      {knock ? null : <ArrivalWords room={room} person={person} />}
      {person.objections.length > 0 ? (
        <p class="small tone-attention">{objectionWords(room, { person, by: person.objections })}</p>
      ) : null}
      <fieldset class="stack stack-tight">
        <legend class="field-label">{t(knock ? "link-knock-word" : "word-question", { name: person.name })}</legend>
        <div class="row" role="group">
          {(knock ? person.knock_choices : person.word_choices).map((choice) => (
            <Button key={choice} pressed={choice === word} onClick={() => setWord(choice)}>
              {wordText(choice)}
            </Button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend class="field-label">{t("recognized-question")}</legend>
        {WAYS.map((one) => (
          <Choice key={one} type="radio" name={`way-${person.id}-${knock}`} checked={one === way} onChange={() => setWay(one)}>
            {t(`recognized-${one.replaceAll("_", "-")}`)}
          </Choice>
        ))}
      </fieldset>
      {knock ? null : <CallWords room={room} person={person} />}
      <div class="row">
        {/* its place stays: nothing moves under the hand that is about to admit */}
        <p class={`small quiet admit-how${word !== "" && way !== "" ? " admit-known" : ""}`}>{t("admit-how")}</p>
        <Button looks="primary" disabled={word === "" || way === ""} onClick={admit}>
          {t(knock ? "link-knock-admit" : "admit")}
        </Button>
        <Button looks="stop" onClick={() => void room.command("room:deny", { participant: person.id, knock })}>
          {t(knock ? "link-knock-deny" : "deny")}
        </Button>
      </div>
    </section>
  );
}

/** `link`, `code`, … as far as we have words for it. */
function factorWords(factor: string): string {
  const id = `factor-${factor.replaceAll("_", "-")}`;
  return hasText(id) ? t(id) : factor;
}
