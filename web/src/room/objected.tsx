import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import type { Objection } from "../store/objections";
import { inRow, t } from "../texts/texts";
import type { LiveRoom } from "./live";

/** To the host: who would rather not have somebody here. It stays until it is noted, acted upon or taken back. */
export function Objected({ room }: { room: LiveRoom }): JSX.Element | null {
  const { open } = room.objections;
  if (!room.facts.me.value?.host || open.value.length === 0 || ["closing", "locked"].includes(room.facts.phase.value)) return null;
  return (
    <div class="objected" role="alert">
      {open.value.map((one) => (
        <ObjectionCard key={one.person.id} room={room} objection={one} />
      ))}
    </div>
  );
}

function ObjectionCard({ room, objection }: { room: LiveRoom; objection: Objection }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const { person } = objection;
  const remove = (): void => {
    setBusy(true);
    void room.command("room:remove", { participant: person.id }).finally(() => setBusy(false));
  };
  return (
    <section class="objected-card">
      <h2>{objectionWords(room, objection)}</h2>
      <p class="small">{t("objects-how", { name: person.name })}</p>
      <div class="row">
        <Button looks="primary" onClick={() => room.objections.note(objection)}>
          {t("objects-noted")}
        </Button>
        <Button looks="stop" busy={busy} onClick={remove}>
          {t("remove", { name: person.name })}
        </Button>
      </div>
    </section>
  );
}

/** Who objects to whom, in words. */
export function objectionWords(room: LiveRoom, { person, by }: Objection): string {
  const names = inRow(by.map((id) => room.facts.names.value.get(id) ?? ""));
  return t("objects", { names, name: person.name });
}
