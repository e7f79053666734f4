import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { BookmarkCard } from "../wire/messages";
import { openKept } from "./going";
import type { LiveRoom } from "./live";
import { SmallPicture, citation, stackOf } from "./smallpicture";

const NAME_MAX = 80;
const UNDO_MS = 6000;

/** Whether this person may keep the shared view now. */
export function mayKeep(room: LiveRoom): boolean {
  const { phase, dark, clinician } = room.facts;
  const shown = activeViewport(room.steering.view.value)?.stack ?? null;
  const alone = room.steering.own.value !== null;
  return clinician.value && ["lobby", "live"].includes(phase.value) && dark.value === "" && shown !== null && !alone;
}

/** Keep the shared view under its citation; its name waits to be written over. */
export async function keepView(room: LiveRoom): Promise<void> {
  const viewport = activeViewport(room.steering.view.value);
  const stack = stackOf(room, viewport?.stack ?? null);
  if (!viewport || !stack) return;
  const answer = await room.command("bookmark:put", { name: citation(stack, viewport.pos) });
  if (!answer.ok) return;
  room.drafts.open("kept");
  room.drafts.naming.value = Number(answer.number);
}

/** The kept views of this consult: named, starred, opened, put into the talk, and forgotten with a way back. */
export function Kept({ room }: { room: LiveRoom }): JSX.Element {
  const [gone, setGone] = useState<BookmarkCard | null>(null);
  const pending = useRef<BookmarkCard | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const kept = room.facts.bookmarks.value.filter((one) => one.number !== gone?.number);
  const settle = (forgotten: BookmarkCard | null): void => {
    clearTimeout(timer.current);
    if (pending.current) void room.command("bookmark:drop", { number: pending.current.number });
    pending.current = forgotten;
    setGone(forgotten);
    if (forgotten) timer.current = setTimeout(() => settle(null), UNDO_MS);
  };
  // leaving the panel before the time is over means it
  useEffect(() => () => settle(null), []);
  const undo = (): void => {
    pending.current = null;
    settle(null);
  };
  return (
    <section class="kept" id="panel-kept" role="tabpanel" aria-label={t("place-kept")}>
      {kept.length === 0 ? <p class="kept-empty quiet">{t("kept-empty")}</p> : null}
      <ul class="kept-list">
        {kept.map((one) => (
          <KeptView key={one.number} room={room} kept={one} onForget={() => settle(one)} />
        ))}
      </ul>
      {gone ? (
        <div class="kept-gone" role="status">
          <span class="grow">{t("kept-gone", { name: gone.name })}</span>
          <Button onClick={undo}>{t("undo")}</Button>
        </div>
      ) : null}
      <div class="kept-foot">
        <Button wide disabled={!mayKeep(room)} onClick={() => void keepView(room)}>
          {t("keep-view")}
        </Button>
      </div>
    </section>
  );
}

interface KeptViewProps {
  room: LiveRoom;
  kept: BookmarkCard;
  onForget: () => void;
}

function KeptView({ room, kept, onForget }: KeptViewProps): JSX.Element | null {
  // a new name that is still on its way must not be undone by a star
  const latest = useRef(kept);
  useEffect(() => {
    latest.current = kept;
  }, [kept.name, kept.star]);
  const viewport = activeViewport(kept.view);
  const stack = stackOf(room, viewport?.stack ?? null);
  if (!viewport || !stack) return null;
  const me = room.facts.me.value;
  const mine = me?.host === true || kept.by === me?.id;
  const put = (changes: { name?: string; star?: boolean }): void => {
    latest.current = { ...latest.current, ...changes };
    const { number, name, star } = latest.current;
    void room.command("bookmark:put", { number, name, star });
  };
  const share = (): void => {
    const channel = room.drafts.channel.value;
    room.drafts.change(channel, { picture: { ...viewport, cine: null }, text: kept.name });
    room.drafts.open(channel);
    requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-chat-input]")?.focus());
  };
  const naming = room.drafts.naming.value === kept.number;
  return (
    <li class="kept-view">
      <button type="button" class="kept-open" aria-label={t("kept-open", { name: kept.name })} onClick={() => openKept(room, kept)}>
        <SmallPicture room={room} viewport={viewport} />
      </button>
      <div class="grow kept-words">
        {naming ? (
          <Naming
            name={kept.name}
            onName={(name) => {
              room.drafts.naming.value = null;
              if (name !== "" && name !== kept.name) put({ name });
            }}
          />
        ) : (
          <strong dir="auto">{kept.name}</strong>
        )}
        <span class="quiet small">
          <span dir="ltr">{citation(stack, viewport.pos)}</span> · {room.facts.names.value.get(kept.by) ?? ""}
        </span>
        <span class="kept-acts">
          {mine ? (
            <Button looks="quiet" icon pressed={kept.star} aria-label={t("kept-star")} title={t("kept-star")} onClick={() => put({ star: !kept.star })}>
              {kept.star ? "★" : "☆"}
            </Button>
          ) : kept.star ? (
            <span title={t("kept-star")}>★</span>
          ) : null}
          {mine && !naming ? (
            <Button looks="quiet" onClick={() => (room.drafts.naming.value = kept.number)}>
              {t("kept-rename")}
            </Button>
          ) : null}
          <Button looks="quiet" onClick={share}>
            {t("kept-share")}
          </Button>
        </span>
      </div>
      {mine ? (
        <Button
          looks="quiet"
          icon
          aria-label={t("kept-forget", { name: kept.name })}
          title={t("kept-forget", { name: kept.name })}
          onClick={onForget}
        >
          ×
        </Button>
      ) : null}
    </li>
  );
}

/** Enter or leaving keeps the new name, Escape the old one. */
function Naming({ name, onName }: { name: string; onName: (name: string) => void }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => field.current?.select(), []);
  const finish = (said: string): void => {
    if (done.current) return;
    done.current = true;
    onName(said.trim());
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter") finish(field.current?.value ?? "");
    else if (event.key === "Escape") finish("");
  };
  return (
    <input
      ref={field}
      class="input kept-name"
      maxLength={NAME_MAX}
      defaultValue={name}
      aria-label={t("kept-name")}
      dir="auto"
      onKeyDown={key}
      onBlur={() => finish(field.current?.value ?? "")}
    />
  );
}
