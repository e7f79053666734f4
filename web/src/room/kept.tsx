import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../components/button";
import { IconButton } from "../components/iconbutton";
import { UndoBar, useGoing } from "../components/takenback";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { BookmarkCard } from "../wire/messages";
import { openKept } from "./going";
import type { LiveRoom } from "./live";
import type { ReadingHands } from "./reading";
import { SmallPicture, citation, stackOf } from "./smallpicture";

const NAME_MAX = 80;

/** Whether this person may keep the shared view now. */
export function mayKeep(room: LiveRoom): boolean {
  const { phase, dark, clinician } = room.facts;
  const shown = room.steering.sharedStack.value;
  const alone = room.steering.own.value !== null;
  return clinician.value && room.facts.has("keep_views") && ["lobby", "live"].includes(phase.value) && dark.value === "" && shown !== null && !alone;
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
export function Kept({ room, reading }: { room: LiveRoom; reading: ReadingHands | undefined }): JSX.Element {
  const { gone, go, undo } = useGoing<BookmarkCard>((forgotten) => void room.command("bookmark:drop", { number: forgotten.number }));
  const kept = room.facts.bookmarks.value.filter((one) => one.number !== gone?.number);
  return (
    <section class="kept" id="panel-kept" role="tabpanel" aria-label={t("place-kept")}>
      {kept.length === 0 ? <p class="kept-empty quiet">{t("kept-empty")}</p> : null}
      <ul class="kept-list">
        {kept.map((one) => (
          <KeptView key={one.number} room={room} kept={one} reading={reading} onForget={() => go(one)} />
        ))}
      </ul>
      {gone ? (
        <UndoBar words={t("kept-gone", { name: gone.name })} undo={t("undo")} onUndo={undo} />
      ) : null}
      {room.facts.has("keep_views") ? (
        <div class="kept-foot">
          <Button wide disabled={!mayKeep(room)} onClick={() => void keepView(room)}>
            {t("keep-view")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface KeptViewProps {
  room: LiveRoom;
  kept: BookmarkCard;
  reading: ReadingHands | undefined;
  onForget: () => void;
}

function KeptView({ room, kept, reading, onForget }: KeptViewProps): JSX.Element | null {
  // a new name that is still on its way must not be undone by a star
  const latest = useRef(kept);
  useEffect(() => {
    latest.current = kept;
  }, [kept.name, kept.star]);
  const viewport = activeViewport(kept.view);
  const stack = stackOf(room, viewport?.stack ?? null);
  if (!viewport || !stack) return null;
  const me = room.facts.me.value;
  const mine = me?.host === true || (kept.by === me?.id && room.facts.has("keep_views"));
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
            <IconButton label={t("kept-star")} pressed={kept.star} onClick={() => put({ star: !kept.star })}>
              {kept.star ? "★" : "☆"}
            </IconButton>
          ) : kept.star ? (
            <span title={t("kept-star")}>★</span>
          ) : null}
          {mine && !naming ? (
            <Button looks="quiet" onClick={() => (room.drafts.naming.value = kept.number)}>
              {t("kept-rename")}
            </Button>
          ) : null}
          {reading ? (
            <Button looks="quiet" onClick={() => reading.cite(room, viewport)}>
              {t("reading-cite-kept")}
            </Button>
          ) : null}
          <Button looks="quiet" onClick={share}>
            {t("kept-share")}
          </Button>
        </span>
      </div>
      {mine ? (
        <IconButton label={t("kept-forget", { name: kept.name })} onClick={onForget}>
          ×
        </IconButton>
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
