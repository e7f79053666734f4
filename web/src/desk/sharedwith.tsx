import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Panel } from "../components/panel";
import { SelectField } from "../components/select";
import { t } from "../texts/texts";
import type { PersonCard } from "../wire/messages";
import { calls } from "./calls";
import { complain, notices } from "./notices";
import { usePolled } from "./polled";

/** Administrators and auditors are given no pictures. */
export const CLINICIANS = ["provider", "specialist"];
const fetchColleagues = (): ReturnType<typeof calls.colleagues> => calls.colleagues();

/** What is read on the way: the same steps are told differently for a study and for a consult. */
export interface SharedWords {
  heading: string;
  what: string;
  choose: string;
  letIn: string;
  takeOut: string;
  takeOutOf: (name: string) => string;
  isIn: (name: string) => string;
  isOut: (name: string) => string;
  /** Said when there is nobody left to let in; nothing where it is empty. */
  nobodyElse: string;
}

interface SharedWithProps {
  words: SharedWords;
  inside: readonly PersonCard[];
  /** Whose it is: nobody lets themselves in. */
  owner: string;
  letIn: (person: string) => Promise<void>;
  takeOut: (person: string) => Promise<void>;
}

/** Which colleagues were let in to what is one's own: its owner lets them in by name and takes them out again. */
export function SharedWith({ words, inside, owner, letIn, takeOut }: SharedWithProps): JSX.Element {
  const { value } = usePolled(fetchColleagues, 0);
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState(false);
  const ids = new Set(inside.map((person) => person.id));
  const others = (value?.colleagues ?? []).filter((person) => !ids.has(person.id) && person.id !== owner && CLINICIANS.includes(person.role));
  const act = async (asked: Promise<void>, said: string): Promise<void> => {
    setBusy(true);
    try {
      await asked;
      setChosen("");
      notices.say(said);
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  const nameOf = (person: string): string => others.find((one) => one.id === person)?.name ?? "";
  return (
    <Panel heading={words.heading}>
      <p class="quiet">{words.what}</p>
      {inside.length > 0 ? (
        <ul>
          {inside.map((person) => (
            <li key={person.id} class="list-row">
              <span>
                {person.name} <span class="quiet small">{t(`staff-${person.role}`)}</span>
              </span>
              <Button
                looks="outline"
                busy={busy}
                aria-label={words.takeOutOf(person.name)}
                onClick={() => void act(takeOut(person.id), words.isOut(person.name))}
              >
                {words.takeOut}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <form
          class="stack stack-tight no-print"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) void act(letIn(chosen), words.isIn(nameOf(chosen)));
          }}
        >
          <SelectField
            label={words.choose}
            value={chosen}
            options={[{ value: "", text: t("share-choose") }, ...others.map((person) => ({ value: person.id, text: person.name }))]}
            onChoose={setChosen}
          />
          <div>
            <Button type="submit" busy={busy} disabled={chosen === ""}>
              {words.letIn}
            </Button>
          </div>
        </form>
      ) : value && words.nobodyElse ? (
        <p class="quiet small">{words.nobodyElse}</p>
      ) : null}
    </Panel>
  );
}
