import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Chat } from "../chat/chat";
import type { WritingProps } from "../chat/writing";
import { type Counted, Tabs } from "../components/tabs";
import { NotePad } from "../note/notepad";
import type { Channel, Panel } from "../store/drafts";
import type { NoteWriting } from "../store/note";
import { inRow, t } from "../texts/texts";
import type { ParticipantCard, Viewport } from "../wire/messages";
import { hasPictureInView, openPicture, pictureInView } from "./going";
import { Kept } from "./kept";
import type { LiveRoom } from "./live";
import type { ReadingHands } from "./reading";
import { SmallPicture, citation, stackOf } from "./smallpicture";
import { systemWords } from "./system";

interface TalkProps {
  room: LiveRoom;
  note: NoteWriting | undefined;
  reading: ReadingHands | undefined;
}

/** Beside the picture: what everybody reads, what clinicians alone read, the views they kept, the host's note, an opinion. */
export function Talk({ room, note, reading }: TalkProps): JSX.Element {
  usePlaces(room, reading !== undefined);
  const panel = room.drafts.panel.value;
  const me = room.facts.me.value?.id ?? "";
  const tabs: { name: Panel; text: string; panel: string; count?: Counted | undefined }[] = [];
  if (reading) tabs.push({ name: "opinion", text: t("reading-place"), panel: "panel-opinion" });
  tabs.push({ name: "talk", text: t(reading ? "reading-talk" : "place-talk"), panel: "panel-talk", count: unread(room, "talk", me) });
  if (hasColleagues(room)) {
    const count = unread(room, "clinicians", me);
    tabs.push({ name: "clinicians", text: t("place-clinicians"), panel: "panel-clinicians", count });
  }
  tabs.push({ name: "kept", text: t("place-kept"), panel: "panel-kept" });
  const mine = room.facts.me.value?.host === true ? note : undefined;
  if (mine) tabs.push({ name: "note", text: t("note"), panel: "panel-note" });
  return (
    <div class={`talk talk-at-${panel}`}>
      <Tabs label={t("places")} tabs={tabs} current={panel} onChoose={(name) => room.drafts.open(name)} />
      {panel === "opinion" ? reading?.panel(room) : null}
      {panel === "kept" ? <Kept room={room} reading={reading} /> : null}
      {panel === "note" && mine ? <NotePanel room={room} writing={mine} /> : null}
      {panel === "talk" || panel === "clinicians" ? (
        <RoomChat key={panel} room={room} channel={panel} panel={`panel-${panel}`} />
      ) : null}
    </div>
  );
}

/** Where the host writes the note while everybody looks at the picture. */
function NotePanel({ room, writing }: { room: LiveRoom; writing: NoteWriting }): JSX.Element {
  const stars = room.facts.bookmarks.value.filter((kept) => kept.star).length;
  return (
    <section class="note-panel" id="panel-note" role="tabpanel" aria-label={t("note")}>
      <NotePad writing={writing} stars={stars} />
    </section>
  );
}

/** Whether somebody reads the clinicians' channel: specialists do unless the consult's type has taken it from them. */
function confers(room: LiveRoom, one: ParticipantCard): boolean {
  return one.role === "provider" || (one.role === "specialist" && room.facts.leaves("specialist", "confer"));
}

/** Lines of others behind a tab that is not open. */
function unread(room: LiveRoom, channel: Channel, me: string): Counted | undefined {
  const figure = room.talks.of(channel).unread(me);
  if (figure === 0 || room.drafts.panel.value === channel) return undefined;
  return { figure, words: t("unread", { count: figure }) };
}

/** Another clinician belongs to this consult, or once wrote here; in a reading everybody is one, and one talk is enough. */
function hasColleagues(room: LiveRoom): boolean {
  if (room.facts.welcome.value?.reading) return false;
  if (!room.facts.clinician.value || !room.facts.has("confer")) return false;
  const me = room.facts.me.value?.id;
  const others = room.facts.participants.value.filter((one) => one.id !== me && one.presence !== "removed");
  return others.some((one) => confers(room, one)) || room.talks.clinicians.lines.value.length > 0;
}

interface RoomChatProps {
  room: LiveRoom;
  channel?: Channel;
  panel?: string;
  hintMs?: number | undefined;
}

/** One of the conversations with this room's people. */
export function RoomChat({ room, channel = "talk", panel, hintMs }: RoomChatProps): JSX.Element {
  const me = room.facts.me.value?.id ?? "";
  const names = room.facts.names.value;
  const welcome = room.facts.welcome.value;
  return (
    <Chat
      conversation={room.talks.of(channel)}
      people={room.facts.participants.value}
      me={me}
      names={names}
      systemWords={(line) => systemWords(line, names, me, room.facts.clinician.value)}
      onRead={(seq) => room.talks.read(seq, channel)}
      card={(picture) => <PictureCard room={room} picture={picture} />}
      foreword={welcome?.reading ? t("reading-talk-what", { name: welcome.host_name }) : ""}
      empty={t(channel === "clinicians" ? "chat-empty-clinicians" : room.facts.has("chat") ? "chat-empty" : "chat-empty-reading")}
      hintMs={hintMs}
      writing={mayWrite(room, channel) ? writingIn(room, channel) : null}
      panel={panel}
    />
  );
}

/** Until the session is locked, and unless its type has taken it from one's role. */
function mayWrite(room: LiveRoom, channel: Channel): boolean {
  const { phase, listens } = room.facts;
  return phase.value !== "locked" && !listens.value && room.facts.has(channel === "talk" ? "chat" : "confer");
}

function writingIn(room: LiveRoom, channel: Channel): WritingProps {
  const { drafts } = room;
  const draft = drafts.of(channel);
  const { picture } = draft.value;
  const inView = hasPictureInView(room);
  const other = channel === "talk" ? "clinicians" : "talk";
  const chooses = hasColleagues(room);
  return {
    channel,
    draft,
    onChange: (changes) => drafts.change(channel, changes),
    onSend: () => {
      const said = drafts.take(channel, t("picture-look"));
      if (said) room.talks.of(channel).write(said.text, said.picture);
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

/** Who reads it now: those who are here, by name; who comes later reads it too. */
function readers(room: LiveRoom, channel: Channel): string {
  const me = room.facts.me.value?.id;
  const here = room.facts.participants.value.filter((one) => one.id !== me && one.presence === "admitted" && one.online);
  const reading = here.filter((one) => channel === "talk" || confers(room, one));
  const names = inRow(reading.map((one) => one.name));
  return t(names ? `chat-goes-${channel}` : `chat-goes-${channel}-later`, { names });
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

/** A tab that is gone (its people never came) leaves nobody in front of nothing; a reading begins at the opinion. */
function usePlaces(room: LiveRoom, reads: boolean): void {
  useEffect(() => {
    if (reads) room.drafts.open("opinion");
  }, [reads]);
  const lost = room.drafts.panel.value === "clinicians" && !hasColleagues(room);
  useEffect(() => {
    if (lost) room.drafts.open("talk");
  }, [lost]);
}
