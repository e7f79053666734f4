import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Chat } from "../chat/chat";
import type { WritingProps } from "../chat/writing";
import { type Counted, Tabs } from "../components/tabs";
import type { Channel, Panel } from "../store/drafts";
import { t } from "../texts/texts";
import type { Viewport } from "../wire/messages";
import { openPicture, pictureInView } from "./going";
import { Kept } from "./kept";
import type { LiveRoom } from "./live";
import { SmallPicture, citation, stackOf } from "./smallpicture";
import { systemWords } from "./system";

/** Beside the picture: what everybody reads, what clinicians alone read, and the views they kept. */
export function Talk({ room }: { room: LiveRoom }): JSX.Element {
  usePlaces(room);
  const panel = room.drafts.panel.value;
  const me = room.facts.me.value?.id ?? "";
  const tabs: { name: Panel; text: string; panel: string; count?: Counted | undefined }[] = [];
  tabs.push({ name: "talk", text: t("place-talk"), panel: "panel-talk", count: unread(room, "talk", me) });
  if (hasColleagues(room)) {
    const count = unread(room, "clinicians", me);
    tabs.push({ name: "clinicians", text: t("place-clinicians"), panel: "panel-clinicians", count });
  }
  tabs.push({ name: "kept", text: t("place-kept"), panel: "panel-kept" });
  return (
    <div class={`talk talk-at-${panel}`}>
      <Tabs label={t("places")} tabs={tabs} current={panel} onChoose={(name) => room.drafts.open(name)} />
      {panel === "kept" ? <Kept room={room} /> : <RoomChat key={panel} room={room} channel={panel} panel={`panel-${panel}`} />}
    </div>
  );
}

/** Lines of others behind a tab that is not open. */
function unread(room: LiveRoom, channel: Channel, me: string): Counted | undefined {
  const figure = conversationOf(room, channel).unread(me);
  if (figure === 0 || room.drafts.panel.value === channel) return undefined;
  return { figure, words: t("unread", { count: figure }) };
}

function conversationOf(room: LiveRoom, channel: Channel): LiveRoom["conversation"] {
  return channel === "talk" ? room.conversation : room.clinicians;
}

/** Another clinician belongs to this consult, or once wrote here. */
function hasColleagues(room: LiveRoom): boolean {
  if (!room.facts.clinician.value) return false;
  const me = room.facts.me.value?.id;
  const others = room.facts.participants.value.filter((one) => one.id !== me && one.presence !== "removed");
  return others.some((one) => ["provider", "specialist"].includes(one.role)) || room.clinicians.lines.value.length > 0;
}

interface RoomChatProps {
  room: LiveRoom;
  channel?: Channel;
  panel?: string;
}

/** One of the conversations with this room's people. */
export function RoomChat({ room, channel = "talk", panel }: RoomChatProps): JSX.Element {
  const me = room.facts.me.value?.id ?? "";
  const names = room.facts.names.value;
  return (
    <Chat
      conversation={conversationOf(room, channel)}
      people={room.facts.participants.value}
      me={me}
      names={names}
      systemWords={(line) => systemWords(line, names, me)}
      onRead={(seq) => room.read(seq, channel)}
      card={(picture) => <PictureCard room={room} picture={picture} />}
      empty={t(channel === "talk" ? "chat-empty" : "chat-empty-clinicians")}
      writing={room.facts.phase.value === "locked" ? null : writingIn(room, channel)}
      panel={panel}
    />
  );
}

function writingIn(room: LiveRoom, channel: Channel): WritingProps {
  const { drafts } = room;
  const draft = drafts.of(channel);
  const { picture } = draft.value;
  const inView = pictureInView(room) !== null;
  const other = channel === "talk" ? "clinicians" : "talk";
  const chooses = hasColleagues(room);
  return {
    channel,
    draft,
    onChange: (changes) => drafts.change(channel, changes),
    onSend: () => {
      const said = drafts.take(channel, t("picture-look"));
      if (said) conversationOf(room, channel).write(said.text, said.picture);
    },
    readers: chooses ? readers(room, channel) : "",
    attached: picture ? <PictureCard room={room} picture={picture} still /> : null,
    onAttach: inView ? () => drafts.change(channel, { picture: pictureInView(room) }) : null,
    onSwitch: chooses
      ? () => {
          drafts.open(other);
          requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-chat-input]")?.focus());
        }
      : null,
  };
}

/** Who will read it, by name as long as they are few. */
function readers(room: LiveRoom, channel: Channel): string {
  const me = room.facts.me.value?.id;
  const others = room.facts.participants.value.filter((one) => one.id !== me && ["admitted", "expected"].includes(one.presence));
  const reading = others.filter((one) => channel === "talk" || ["provider", "specialist"].includes(one.role));
  return t(`chat-goes-${channel}`, { names: reading.map((one) => one.name).join(", ") });
}

interface PictureCardProps {
  room: LiveRoom;
  picture: Viewport;
  /** Only shown, not to be opened. */
  still?: boolean;
}

/** The picture of a line: a press goes there, for everybody or for oneself, as one may. */
function PictureCard({ room, picture, still = false }: PictureCardProps): JSX.Element | null {
  const stack = stackOf(room, picture.stack);
  if (!stack) return null;
  const inside = (
    <>
      <SmallPicture room={room} viewport={picture} />
      <span dir="ltr">{citation(stack, picture.pos)}</span>
    </>
  );
  if (still) return <span class="picture-card">{inside}</span>;
  return (
    <button type="button" class="picture-card" onClick={() => openPicture(room, picture)}>
      {inside}
      <span class="unseen">{t("picture-open")}</span>
    </button>
  );
}

/** A tab that is gone (its people never came) leaves nobody in front of nothing. */
function usePlaces(room: LiveRoom): void {
  const lost = room.drafts.panel.value === "clinicians" && !hasColleagues(room);
  useEffect(() => {
    if (lost) room.drafts.open("talk");
  }, [lost]);
}
