import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BasisFields } from "../components/basisfields";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { Choice } from "../components/field";
import { useHalfFilled } from "../components/halffilled";
import { BASES, type BasisName, type BasisWords, missingWords, ownWords } from "../consent/bases";
import { t } from "../texts/texts";
import { stackTitle } from "../viewer/titles";
import type { LiveRoom } from "./live";

/** The grounds that the type of this consult takes. */
export function groundsOf(room: LiveRoom): BasisName[] {
  const barred = room.facts.welcome.value?.policy?.bases_barred ?? [];
  return BASES.filter((one) => !barred.includes(one));
}

interface Grounds {
  basis: BasisName;
  words: BasisWords;
  /** Which pictures and people were unticked. */
  left: readonly string[];
}

/** The host records why others may see pictures without the patient's tap: on what ground, which pictures, and who. */
export function BasisDialog({ room, onClose }: { room: LiveRoom; onClose: () => void }): JSX.Element {
  const grounds = groundsOf(room);
  const { form, change, drop } = useHalfFilled<Grounds>(room.unsent, "basis", { basis: grounds[0] ?? "verbal_witness", words: {}, left: [] });
  const { basis, words } = form;
  const left = new Set(form.left);
  const [tried, setTried] = useState(false);
  const stacks = room.facts.stacks.value;
  const people = room.facts.participants.value.filter((one) => one.role !== "provider" && one.presence !== "removed");
  const picked = stacks.filter((one) => !left.has(`stack ${one.id}`)).map((one) => one.id);
  const persons = people.filter((one) => !left.has(`person ${one.id}`)).map((one) => one.id);
  const missing = missingWords(basis, words);
  const none = (stacks.length > 0 && picked.length === 0) || persons.length === 0;
  const leave = (key: string, on: boolean): void => {
    const next = new Set(left);
    if (on) next.delete(key);
    else next.add(key);
    change({ left: [...next] });
  };
  const choose = (one: BasisName): void => {
    setTried(false);
    change({ basis: one });
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || none) return;
    const scope = { stacks: stacks.length > 0 ? picked : null, persons };
    const answer = await room.command("consent:basis", { basis, words: ownWords(basis, words), ...scope });
    if (!answer.ok) return;
    if (basis === "emergency") room.notices.say(t("basis-reviewed"));
    drop();
    onClose();
  };
  return (
    <Dialog title={t("basis-title")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p class="quiet">{t("basis-intro")}</p>
        <div role="radiogroup" aria-label={t("basis-title")}>
          {grounds.map((one) => (
            <Choice key={one} type="radio" name="basis" checked={one === basis} onChange={() => choose(one)}>
              {t(`basis-${one.replace("_", "-")}`)}
            </Choice>
          ))}
        </div>
        <BasisFields
          basis={basis}
          words={words}
          onWords={(said) => change({ words: said })}
          wrong={(field) => (tried && missing.includes(field) ? t("basis-word-missing") : undefined)}
        />
        <div class="two">
          {stacks.length > 0 ? (
            <div role="group" aria-label={t("basis-which")}>
              <strong>{t("basis-which")}</strong>
              {stacks.map((one) => (
                <Choice key={one.id} checked={picked.includes(one.id)} onChange={(on) => leave(`stack ${one.id}`, on)}>
                  {stackTitle(one)}
                </Choice>
              ))}
            </div>
          ) : null}
          <div role="group" aria-label={t("basis-whom")}>
            <strong>{t("basis-whom")}</strong>
            {people.map((one) => (
              <Choice key={one.id} checked={persons.includes(one.id)} onChange={(on) => leave(`person ${one.id}`, on)}>
                {one.name}
              </Choice>
            ))}
          </div>
        </div>
        {tried && none ? <span class="field-error">{t("basis-nothing")}</span> : null}
        <div class="row">
          <Button looks="primary" type="submit">
            {t("basis-record")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
