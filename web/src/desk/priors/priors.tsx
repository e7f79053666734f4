import type { JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Dialog } from "../../components/dialog";
import { Choice, TextField } from "../../components/field";
import { useHalfFilled } from "../../components/halffilled";
import { inLine, t } from "../../texts/texts";
import type { Consult, EarlierStudy, Priors as PriorsCard, WishCard } from "../../wire/messages";
import { calls } from "../calls";
import { dayText } from "../format";
import { complain, notices } from "../notices";
import { usePolled } from "../polled";
import { seriesLine, seriesTitle } from "../studies/patientwords";
import { Answering } from "../unanswered";
import { unsent } from "../unsent";

const POLL_MS = 3000;
const WORDS_MAX = 500;

/** Earlier pictures, without leaving the room. */
export function PriorsInRoom({ consult, onClose }: { consult: string; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t("priors-title")} closeLabel={t("close")} wide onClose={onClose}>
      <EarlierPictures consult={consult} onDone={onClose} />
    </Dialog>
  );
}

interface EarlierPicturesProps {
  consult: string;
  onDone?: () => void;
}

/** What was asked for, which earlier studies of this patient there are, and the two answers: these, or no. */
export function EarlierPictures({ consult: id, onDone }: EarlierPicturesProps): JSX.Element {
  const fetch = useCallback(async () => {
    const [card, consult] = await Promise.all([calls.priors(id), calls.consult(id)]);
    return { card, consult };
  }, [id]);
  const { value, failed, refresh } = usePolled(fetch, POLL_MS);
  if (!value) return <Answering failed={failed} onAgain={refresh} />;
  const open = value.card.wishes.filter((wish) => wish.state === "open");
  return (
    <div class="stack">
      {open.map((wish) => (
        <Wish key={wish.number} wish={wish} consult={value.consult} onAnswered={refresh} />
      ))}
      <Adding
        card={value.card}
        consult={value.consult}
        wish={open[0]}
        onAdded={() => {
          refresh();
          onDone?.();
        }}
      />
    </div>
  );
}

interface WishProps {
  wish: WishCard;
  consult: Consult;
  onAnswered: () => void;
}

function Wish({ wish, consult, onAnswered }: WishProps): JSX.Element {
  const { form, change, drop } = useHalfFilled(unsent, `${consult.id} deny ${wish.number}`, { denying: false, words: "" });
  const { denying, words } = form;
  const name = consult.guests.find((guest) => guest.participant === wish.by)?.name ?? "";
  const deny = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      await calls.denyPrior(consult.id, { wish: wish.number, words: words.trim() });
      drop();
    } catch (error) {
      complain(error);
    }
    onAnswered();
  };
  return (
    <Banner tone="steer">
      <div class="grow">
        <strong>{t("priors-wish", { name })}</strong>{" "}
        <span>
          {wish.modality ? <span dir="ltr">{wish.modality} · </span> : null}
          <span dir="auto">{wish.words}</span>
        </span>
      </div>
      {denying ? (
        <form class="row" onSubmit={(event) => void deny(event)}>
          <TextField label={t("priors-deny-words")} value={words} maxLength={WORDS_MAX} dir="auto" autocomplete="off" onText={(text) => change({ words: text })} />
          <Button type="submit">{t("priors-deny-send")}</Button>
        </form>
      ) : (
        <Button onClick={() => change({ denying: true })}>{t("priors-deny")}</Button>
      )}
    </Banner>
  );
}

interface AddingProps {
  card: PriorsCard;
  consult: Consult;
  wish: WishCard | undefined;
  onAdded: () => void;
}

interface Picked {
  series: readonly string[];
  covered: boolean;
}

function Adding({ card, consult, wish, onAdded }: AddingProps): JSX.Element {
  const { form, change, drop } = useHalfFilled<Picked>(unsent, `${consult.id} priors`, { series: [], covered: false });
  const offered = new Set(card.studies.flatMap((study) => study.series.map((series) => series.id)));
  const picked = form.series.filter((one) => offered.has(one));
  const { covered } = form;
  const [busy, setBusy] = useState(false);
  const tick = (id: string, on: boolean): void => change({ series: on ? [...picked, id] : picked.filter((one) => one !== id) });
  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      await calls.addPriors(consult.id, { series_ids: [...picked], wish: wish?.number ?? null, covered: card.may_cover && covered });
      notices.say(t("priors-added"));
      drop();
      onAdded();
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  if (card.studies.length === 0) return <p class="quiet">{t("priors-none")}</p>;
  return (
    <>
      <p class="quiet">{t("priors-intro")}</p>
      {card.studies.map((study) => (
        <OfStudy key={study.id} study={study} picked={picked} onTick={tick} />
      ))}
      {card.may_cover ? (
        <Choice checked={covered} onChange={(on) => change({ covered: on })}>
          {t("priors-covered")}
        </Choice>
      ) : null}
      <p class="small quiet">{t(card.may_cover ? (covered ? "priors-seen-at-once" : "priors-seen-later") : "priors-seen-agreed")}</p>
      <div class="row">
        <Button looks="primary" disabled={picked.length === 0} busy={busy} onClick={() => void add()}>
          {t("priors-add", { count: picked.length })}
        </Button>
      </div>
    </>
  );
}

interface OfStudyProps {
  study: EarlierStudy;
  picked: readonly string[];
  onTick: (id: string, on: boolean) => void;
}

function OfStudy({ study, picked, onTick }: OfStudyProps): JSX.Element {
  const title = inLine([study.description || t("priors-study"), dayText(study.date)]);
  return (
    <div role="group" aria-label={title}>
      <strong>{title}</strong>
      {study.series.map((series) => (
        <Choice key={series.id} checked={picked.includes(series.id)} onChange={(on) => onTick(series.id, on)}>
          {seriesTitle(series)} <span class="quiet small">{seriesLine(series)}</span>
        </Choice>
      ))}
    </div>
  );
}
