import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { TextField } from "../components/field";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import { at, destination } from "../viewer/commands";
import type { LiveRoom } from "./live";

/** Type `4/57` as a report cites it: series 4, image 57. */
export function GoTo({ room, onClose }: { room: LiveRoom; onClose: () => void }): JSX.Element {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const go = (event: Event): void => {
    event.preventDefault();
    const stacks = room.facts.stacks.value;
    const shown = activeViewport(room.steering.shown.value)?.stack ?? null;
    const found = destination(typed, stacks, shown);
    const stack = stacks.find((one) => one.id === found?.stack);
    if (!found || !stack) {
      setError(t("goto-nowhere"));
      return;
    }
    room.steering.propose((before) => {
      const same = before.stack === found.stack;
      return at({ ...before, stack: found.stack, ...(same ? {} : { voi: null, area: null }) }, stack, found.pos);
    });
    onClose();
  };
  return (
    <Dialog title={t("goto")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" onSubmit={go}>
        <TextField
          label={t("goto-label")}
          hint={t("goto-hint")}
          error={error || undefined}
          value={typed}
          autofocus
          autocomplete="off"
          dir="ltr"
          onText={setTyped}
        />
        <Button looks="primary" type="submit">
          {t("goto-go")}
        </Button>
      </form>
    </Dialog>
  );
}
