import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Chip } from "../components/chip";
import { Choice } from "../components/field";
import { hasText, t } from "../texts/texts";
import type { Admit, ParticipantCard } from "../wire/messages";
import type { LiveRoom } from "./live";

const WAYS: readonly Admit["recognized"][] = ["known", "name_and_birth_date", "other"];

/** Who waits: one card each, with what was proved already and what the host has to check. */
export function Admitting({ room }: { room: LiveRoom }): JSX.Element | null {
  const waiting = room.facts.waiting.value;
  if (!room.facts.me.value?.host || waiting.length === 0) return null;
  return (
    <div class="admitting" aria-live="polite">
      {waiting.map((person) => (
        <WaitingCard key={person.id} room={room} person={person} />
      ))}
    </div>
  );
}

function WaitingCard({ room, person }: { room: LiveRoom; person: ParticipantCard }): JSX.Element {
  const [word, setWord] = useState("");
  const [way, setWay] = useState<Admit["recognized"] | "">("");
  const admit = (): void => {
    if (way !== "" && word !== "") void room.command("room:admit", { participant: person.id, recognized: way, word });
  };
  return (
    <section class="waiting-card" aria-label={t("waits", { name: person.name })}>
      <div class="row row-apart">
        <h2>{t("waits", { name: person.name })}</h2>
        <Chip tone={person.online ? "attention" : "plain"}>{t(person.online ? "waits-here" : "presence-offline")}</Chip>
      </div>
      <p class="small quiet">
        {t(`role-${person.role}`)}
        {person.factors.map((factor) => ` · ${factorWords(factor)}`)}
      </p>
      <fieldset class="stack stack-tight">
        <legend class="field-label">{t("word-question", { name: person.name })}</legend>
        <div class="row" role="group">
          {person.word_choices.map((choice) => (
            <Button key={choice} pressed={choice === word} onClick={() => setWord(choice)}>
              {choice}
            </Button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend class="field-label">{t("recognized-question")}</legend>
        {WAYS.map((one) => (
          <Choice key={one} type="radio" name={`way-${person.id}`} checked={one === way} onChange={() => setWay(one)}>
            {t(`recognized-${one.replaceAll("_", "-")}`)}
          </Choice>
        ))}
      </fieldset>
      <div class="row">
        <Button looks="primary" disabled={word === "" || way === ""} onClick={admit}>
          {t("admit")}
        </Button>
        <Button looks="stop" onClick={() => void room.command("room:deny", { participant: person.id })}>
          {t("deny")}
        </Button>
      </div>
      {word === "" || way === "" ? <p class="small quiet">{t("admit-how")}</p> : null}
    </section>
  );
}

/** `link`, `code`, … as far as we have words for it. */
function factorWords(factor: string): string {
  const id = `factor-${factor.replaceAll("_", "-")}`;
  return hasText(id) ? t(id) : factor;
}
