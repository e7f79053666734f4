import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { t } from "../../texts/texts";
import type { PersonCard, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { complain, notices } from "../notices";
import { usePolled } from "../polled";

const fetchColleagues = (): ReturnType<typeof calls.colleagues> => calls.colleagues();

/** Who else may see a study: its owner lets colleagues in and takes them out again. */
export function Sharing({ study, onChange }: { study: StudyCard; onChange: (study: StudyCard) => void }): JSX.Element {
  const { value } = usePolled(fetchColleagues, 0);
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState(false);
  const inside = new Set(study.shared_with.map((person) => person.id));
  const others = (value?.colleagues ?? []).filter((person) => !inside.has(person.id) && person.id !== study.owner.id);
  const act = async (asked: Promise<StudyCard>, words: string): Promise<void> => {
    setBusy(true);
    try {
      onChange(await asked);
      setChosen("");
      notices.say(words);
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  const nameOf = (id: string): string => others.find((person) => person.id === id)?.name ?? "";
  return (
    <section class="panel" aria-labelledby="sharing-heading">
      <h2 id="sharing-heading">{t("sharing")}</h2>
      <p class="quiet">{t(study.shared_with.length === 0 ? "sharing-nobody" : "sharing-who")}</p>
      {study.shared_with.length > 0 ? (
        <ul>
          {study.shared_with.map((person: PersonCard) => (
            <li key={person.id} class="list-row">
              <span>
                {person.name} <span class="quiet small">{t(`staff-${person.role}`)}</span>
              </span>
              <Button
                looks="outline"
                disabled={busy}
                aria-label={t("unshare-with", { name: person.name })}
                onClick={() => void act(calls.unshare(study.id, person.id), t("unshared", { name: person.name }))}
              >
                {t("unshare")}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <form
          class="stack stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) void act(calls.share(study.id, chosen), t("shared-now", { name: nameOf(chosen) }));
          }}
        >
          <Field label={t("share-with")}>
            {(ties) => (
              <select {...ties} class="input" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
                <option value="">{t("share-choose")}</option>
                {others.map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div>
            <Button type="submit" busy={busy} disabled={chosen === ""}>
              {t("share")}
            </Button>
          </div>
        </form>
      ) : value ? (
        <p class="quiet small">{t("share-no-colleagues")}</p>
      ) : null}
    </section>
  );
}
