import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { Choice, Field } from "../components/field";
import { t } from "../texts/texts";
import type { BasisRecord } from "../wire/messages";
import type { LiveRoom } from "./live";

const BASES: readonly BasisRecord["basis"][] = ["verbal_witness", "guardian", "documented", "emergency"];

/** The host records why others may see pictures without the patient's tap: kind and words, both kept in the record. */
export function BasisDialog({ room, onClose }: { room: LiveRoom; onClose: () => void }): JSX.Element {
  const [basis, setBasis] = useState<BasisRecord["basis"]>("verbal_witness");
  const [note, setNote] = useState("");
  const [error, setError] = useState("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (note.trim() === "") {
      setError(t("basis-note-missing"));
      return;
    }
    const answer = await room.command("consent:basis", { basis, note: note.trim() });
    if (answer.ok) onClose();
  };
  return (
    <Dialog title={t("basis-title")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p class="quiet">{t("basis-intro")}</p>
        <div role="radiogroup" aria-label={t("basis-title")}>
          {BASES.map((one) => (
            <Choice key={one} type="radio" name="basis" checked={one === basis} onChange={() => setBasis(one)}>
              {t(`basis-${one.replace("_", "-")}`)}
            </Choice>
          ))}
        </div>
        <Field label={t("basis-note")} hint={t("basis-note-hint")} error={error}>
          {(ties) => (
            <textarea
              {...ties}
              class="input"
              rows={3}
              maxLength={500}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
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
