import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { useHalfFilled } from "../components/halffilled";
import { SelectField } from "../components/select";
import { TextArea } from "../components/textarea";
import { errorText, t } from "../texts/texts";
import type { PriorAsk, WishCard } from "../wire/messages";
import type { LiveRoom } from "./live";

const MODALITIES: readonly NonNullable<PriorAsk["modality"]>[] = ["", "CT", "MR", "US", "CR", "DX", "XA", "MG", "NM", "PT", "RF", "OT"];
const WORDS_MAX = 500;

interface WishesProps {
  room: LiveRoom;
  /** Opens the place where the host sees which earlier pictures there are. */
  onPriors: (() => void) | undefined;
}

/** Earlier pictures: the host reads who asks for them; who asked reads what became of it. */
export function Wishes({ room, onPriors }: WishesProps): JSX.Element | null {
  const [read, setRead] = useState<ReadonlySet<number>>(new Set());
  const me = room.facts.me.value;
  if (!me || ["closing", "locked"].includes(room.facts.phase.value)) return null;
  const shown = room.facts.wishes.value.filter((wish) => (me.host ? wish.state === "open" : wish.by === me.id && !read.has(wish.number)));
  const newest = me.host ? shown : shown.slice(-1);
  if (newest.length === 0) return null;
  return (
    <div class="wishes" aria-live="polite">
      {newest.map((wish) =>
        me.host ? (
          <ForHost key={wish.number} room={room} wish={wish} onPriors={onPriors} />
        ) : (
          <Answered key={wish.number} room={room} wish={wish} onRead={() => setRead(new Set([...read, wish.number]))} />
        ),
      )}
    </div>
  );
}

function ForHost({ room, wish, onPriors }: WishesProps & { wish: WishCard }): JSX.Element {
  const name = room.facts.names.value.get(wish.by) ?? "";
  return (
    <section class="wish-card wish-asks" aria-label={t("wish-of", { name })}>
      <h2>{t("wish-of", { name })}</h2>
      <Words wish={wish} />
      {onPriors ? (
        <div class="row">
          <Button looks="primary" opens="dialog" onClick={onPriors}>
            {t("wish-look")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Answered({ room, wish, onRead }: { room: LiveRoom; wish: WishCard; onRead: () => void }): JSX.Element {
  const host = room.facts.welcome.value?.host_name ?? "";
  return (
    <section class="wish-card">
      <p role="status">
        {t(`wish-${wish.state}`, { host })} {wish.reply ? <span dir="auto">{wish.reply}</span> : null}
      </p>
      {wish.state === "open" ? (
        <Words wish={wish} />
      ) : (
        <div class="row">
          <Button onClick={onRead}>{t("wish-noted")}</Button>
        </div>
      )}
    </section>
  );
}

function Words({ wish }: { wish: WishCard }): JSX.Element {
  return (
    <p class="small quiet">
      {wish.modality ? <strong dir="ltr">{wish.modality} </strong> : null}
      <span dir="auto">{wish.words}</span>
    </p>
  );
}

/** A specialist asks the host for what was made before: one wish at a time. */
export function AskForPriors({ room }: { room: LiveRoom }): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  const me = room.facts.me.value;
  const waits = room.facts.wishes.value.some((wish) => wish.by === me?.id && wish.state === "open");
  if (me?.role !== "specialist" || !["live", "paused"].includes(room.facts.phase.value)) return null;
  return (
    <>
      {waits ? null : (
        <Button looks="quiet" opens="dialog" onClick={() => setAsking(true)}>
          {t("wish-ask")}
        </Button>
      )}
      {asking ? <WishDialog room={room} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function WishDialog({ room, onClose }: { room: LiveRoom; onClose: () => void }): JSX.Element {
  const { form, change, drop } = useHalfFilled<Required<PriorAsk>>(room.unsent, "wish", { words: "", modality: "" });
  const { words, modality } = form;
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const leave = (): void => {
    drop();
    onClose();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (words.trim() === "") {
      setError(t("wish-words-missing"));
      return;
    }
    setBusy(true);
    const answer = await room.ask("prior:ask", { words: words.trim(), modality });
    if (answer.ok) leave();
    else setError(errorText(answer.code));
    setBusy(false);
  };
  return (
    <Dialog title={t("wish-ask")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p class="quiet">{t("wish-intro", { host: room.facts.welcome.value?.host_name ?? "" })}</p>
        <TextArea
          label={t("wish-words")}
          error={error || undefined}
          rows={3}
          maxLength={WORDS_MAX}
          value={words}
          onText={(text) => {
            change({ words: text });
            setError("");
          }}
        />
        <SelectField
          label={t("wish-modality")}
          value={modality}
          options={MODALITIES.map((value) => ({ value, text: value || t("wish-modality-any") }))}
          onChoose={(chosen) => change({ modality: chosen })}
        />
        <div class="row">
          <Button looks="primary" type="submit" busy={busy}>
            {t("wish-send")}
          </Button>
          <Button onClick={leave}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
