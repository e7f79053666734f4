import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { usePolled } from "../polled";
import { EarlierPictures, PriorsInRoom } from "./priors";

const POLL_MS = 3000;

/** On a request's page: what its reader asks to see besides stands open; without a wish, a way to add something. */
export function PriorsForReading({ reading }: { reading: string }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const fetch = useCallback(() => calls.priors(reading), [reading]);
  const { value: card } = usePolled(fetch, POLL_MS);
  if (!card) return null;
  if (card.wishes.some((wish) => wish.state === "open")) {
    return (
      <Panel heading={t("priors-title")} tone="steer">
        <EarlierPictures consult={reading} />
      </Panel>
    );
  }
  if (card.studies.length === 0) return null;
  return (
    <div>
      <Button opens="dialog" onClick={() => setOpen(true)}>{t("priors-title")}</Button>
      {open ? <PriorsInRoom consult={reading} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
