import type { JSX } from "preact";
import { activeViewport, emptyViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { StackCard } from "../wire/messages";
import { withSeries } from "../viewer/link";
import { noteWords, partWords } from "../viewer/stacknotes";
import { stackTitle } from "../viewer/titles";
import type { LiveRoom } from "./live";
import { SmallPicture } from "./smallpicture";

/** Where a small picture of a stack is to be had apart from the room: the host's own study, at the desk. */
export type Cover = (stack: StackCard) => string | undefined;

interface RailProps {
  room: LiveRoom;
  cover: Cover | undefined;
}

/** The series of this consult; whoever steers chooses one for all, whoever looks around for themselves. */
export function Rail({ room, cover }: RailProps): JSX.Element {
  const shown = activeViewport(room.steering.arrangement.value)?.stack ?? null;
  const free = room.steering.free.value && !room.paused.value;
  return (
    <nav class="rail" aria-label={t("series")}>
      {room.facts.stacks.value.map((stack) => (
        <button
          key={stack.id}
          type="button"
          class="rail-tile"
          aria-current={stack.id === shown ? "true" : undefined}
          disabled={!free && stack.id !== shown}
          onClick={() => openStack(room, stack)}
        >
          <RailPicture room={room} stack={stack} address={cover?.(stack)} />
          <span class="rail-modality">{stack.modality}</span>
          <span class="rail-number">{stack.series_number ?? "–"}</span>
          <span class="rail-title">{stackTitle(stack)}</span>
          {partWords(stack.notes) ? <span class="rail-part">{partWords(stack.notes)}</span> : null}
          {stack.held ? <span class="rail-held">{t("held-mark")}</span> : null}
          <span class="rail-count">{t("series-count", { count: stack.count })}</span>
          <Notes stack={stack} />
        </button>
      ))}
    </nav>
  );
}

interface RailPictureProps {
  room: LiveRoom;
  stack: StackCard;
  address: string | undefined;
}

/**
 * The picture a series opens at, once it was here: nothing is sent to guests for the list alone, because what is sent is on
 * record as seen. The host's own small picture stands for it until then, and goes dark with the big one.
 */
function RailPicture({ room, stack, address }: RailPictureProps): JSX.Element {
  const state = room.facts.state.value;
  const lit = !room.paused.value && ["lobby", "live"].includes(room.facts.phase.value) && state?.code_needed !== true;
  return (
    <span class="rail-picture">
      <span class="rail-empty" aria-hidden="true">
        {t("rail-not-yet")}
      </span>
      <SmallPicture room={room} viewport={{ ...emptyViewport("rail"), stack: stack.id, pos: startOf(stack) }} />
      {address && lit ? <img src={address} alt="" decoding="async" onError={(event) => event.currentTarget.remove()} /> : null}
    </span>
  );
}

/** What is odd about a stack: a mark in the list, the words for who points at it or cannot see it. */
function Notes({ stack }: { stack: StackCard }): JSX.Element | null {
  const words = noteWords(stack.notes).join("; ");
  if (!words) return null;
  return (
    <span class="rail-notes" title={words}>
      <span aria-hidden="true">!</span>
      <span class="unseen">{words}</span>
    </span>
  );
}

const LONG_STACK = 16;

/** A long stack opens in its middle, where there is something to see. */
export function startOf(stack: StackCard): number {
  return stack.count >= LONG_STACK && stack.fps === null ? Math.floor(stack.count / 2) : 0;
}

function openStack(room: LiveRoom, stack: StackCard): void {
  room.steering.arrange((before) => {
    const was = activeViewport(before);
    if (!was || was.stack === stack.id) return before;
    const plain = { voi: null, area: null, cine: null, invert: false, rot: 0 as const, flip: false };
    return withSeries(before, { ...was, ...plain, stack: stack.id, pos: startOf(stack) }, room.facts.stacks.value);
  });
}
