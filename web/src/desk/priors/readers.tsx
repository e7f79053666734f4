import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner, Chip } from "../../components/chip";
import { t } from "../../texts/texts";
import type { AskedOpinion, Consult } from "../../wire/messages";
import { calls } from "../calls";
import { complain } from "../notices";
import { usePolled } from "../polled";

interface ReadersProps {
  consult: Consult;
  /** The consult with the reader's seat in it. */
  onBrought: (consult: Consult, name: string) => void;
}

/** Who reads for the host, or has read: they are brought in to talk about it; of this consult's pictures first. */
export function Readers({ consult, onBrought }: ReadersProps): JSX.Element | null {
  const fetch = useCallback(() => calls.opinions(), []);
  const { value } = usePolled(fetch, 0);
  const here = new Set(consult.guests.filter((guest) => guest.presence !== "removed").map((guest) => guest.name));
  const theirs = (value?.asked ?? []).filter((one) => ["accepted", "answered"].includes(one.state) && !here.has(one.reader_name));
  theirs.sort((one, other) => Number(other.consult_id === consult.id) - Number(one.consult_id === consult.id));
  if (theirs.length === 0) return null;
  return (
    <section class="stack stack-tight" aria-labelledby="readers-heading">
      <h3 id="readers-heading">{t("readers-title")}</h3>
      <ul class="stack stack-tight">
        {theirs.slice(0, SHOWN).map((opinion) => (
          <Reader key={opinion.id} consult={consult} opinion={opinion} onBrought={onBrought} />
        ))}
      </ul>
    </section>
  );
}

const SHOWN = 5;

function Reader({ consult, opinion, onBrought }: ReadersProps & { opinion: AskedOpinion }): JSX.Element {
  const [warned, setWarned] = useState(false);
  const [busy, setBusy] = useState(false);
  const blind = opinion.blind && opinion.answers.length === 0;
  const name = opinion.reader_name;
  const bring = async (): Promise<void> => {
    setBusy(true);
    try {
      onBrought(await calls.bringReader(consult.id, { opinion_id: opinion.id, told: blind }), name);
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  return (
    <li class="stack stack-tight">
      <div class="list-row">
        <span class="grow">
          <strong>{name}</strong> {blind ? <Chip tone="attention">{t("opinions-blind")}</Chip> : null}{" "}
          <span class="quiet small" dir="auto">
            {opinion.question}
          </span>
        </span>
        {warned ? null : (
          <Button busy={busy} onClick={() => (blind ? setWarned(true) : void bring())}>
            {t("readers-bring", { name })}
          </Button>
        )}
      </div>
      {warned ? (
        <Banner tone="attention" urgent>
          <span class="grow">{t("readers-blind", { name })}</span>
          <Button onClick={() => setWarned(false)}>{t("cancel")}</Button>
          <Button busy={busy} onClick={() => void bring()}>
            {t("readers-blind-act")}
          </Button>
        </Banner>
      ) : null}
    </li>
  );
}
