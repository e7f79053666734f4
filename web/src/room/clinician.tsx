import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { NoteWriting } from "../store/note";
import { t } from "../texts/texts";
import { type Command, at } from "../viewer/commands";
import type { ToolName } from "../viewer/hand";
import { type Stage, stackShown } from "../viewer/stage";
import { Admitting } from "./admitting";
import { Announced } from "./announced";
import { blankOrBack } from "./blank";
import { Board } from "./board";
import { Calling, type HelpIn } from "./calling";
import { ControlAsked, passControl } from "./control";
import { GoTo } from "./goto";
import { Held } from "./held";
import { Help } from "./help";
import type { LiveRoom } from "./live";
import { Objected } from "./objected";
import { People } from "./people";
import { type Cover, Rail, startOf } from "./rail";
import { ReadingBar, type ReadingHands, useSheet } from "./reading";
import { StageHost } from "./stagehost";
import { Talk } from "./talk";
import { Toolbar } from "./toolbar";
import { Topbar } from "./topbar";
import { AskForPriors, Wishes } from "./wishes";

export interface ClinicianRoomProps {
  room: LiveRoom;
  onExit: (() => void) | undefined;
  guestView: string | undefined;
  cover: Cover | undefined;
  onCheckNames: (() => void) | undefined;
  onAdd: (() => void) | undefined;
  onPriors: (() => void) | undefined;
  onAskOpinion: (() => void) | undefined;
  onHelpIn: HelpIn | undefined;
  onNewCode: HelpIn | undefined;
  note: NoteWriting | undefined;
  reading: ReadingHands | undefined;
}

/** The room as clinicians work in it: the picture wins, controls at the edges, people and talk beside it. */
export function ClinicianRoom(props: ClinicianRoomProps): JSX.Element {
  const { room, onExit, guestView, cover, onCheckNames, onAdd, onPriors, onAskOpinion, onHelpIn, onNewCode, note, reading } = props;
  const tool = useTool(room);
  const stage = useRef<Stage | null>(null);
  const [dialog, setDialog] = useState<"" | "help" | "goto">("");
  useFirstPicture(room, reading?.first ?? 0);
  useStaffType();
  const sheet = useSheet();
  const command = (asked: Command): void => {
    if (asked.name === "measure" && room.draws()) tool.value = "length";
    else roomCommand(room, asked, setDialog);
  };
  const act = (asked: Command): void => {
    stage.current?.run(asked);
    command(asked);
  };
  const names = ["room"];
  if (room.facts.state.value?.blank) names.push("room-blank");
  if (!useSettled(room)) names.push("room-settling");
  if (reading) names.push(sheet.open ? "room-reading room-answering" : "room-reading");
  return (
    <main class={names.join(" ")} data-mood="dark" onKeyDown={sheet.escape}>
      <Topbar room={room} onHelp={() => setDialog("help")} onExit={onExit} guestView={guestView} reading={reading} />
      <Rail room={room} cover={cover} />
      <StageHost
        room={room}
        tool={tool}
        letters={room.hands.letters.on}
        onStage={(made) => (stage.current = made)}
        onCommand={command}
      />
      {reading ? <ReadingBar room={room} reading={reading} sheet={sheet} /> : null}
      <section class="side" id="side" aria-label={t("side")}>
        <Calling room={room} onHelpIn={onHelpIn} />
        <Objected room={room} />
        <Admitting room={room} />
        <Announced room={room} />
        <Held room={room} onCheck={onCheckNames} />
        <ControlAsked room={room} />
        <Wishes room={room} onPriors={onPriors} />
        <Board room={room} />
        {reading && isAlone(room) ? (
          <div class="people-place">
            <AskForPriors room={room} />
          </div>
        ) : (
          <People room={room} onAdd={onAdd} onPriors={onPriors} onAskOpinion={onAskOpinion} onNewCode={onNewCode} />
        )}
        <Talk room={room} note={note} reading={reading} />
      </section>
      <Toolbar room={room} tool={tool} onCommand={act} note={note} />
      {dialog === "help" ? <Help room={room} onClose={() => setDialog("")} /> : null}
      {dialog === "goto" ? <GoTo room={room} onClose={() => setDialog("")} /> : null}
    </main>
  );
}

const SETTLED_MS = 1000;

/**
 * Whether it is known what is to be seen. Until then the face is laid out unseen: title, tools and names come with the
 * first view, and would push about whatever is there before them.
 */
function useSettled(room: LiveRoom): boolean {
  const [late, setLate] = useState(false);
  const settled = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);
  const { facts, steering } = room;
  const known = stackShown(steering.arrangement.value, facts.stacks.value) !== undefined;
  const comes = (looksFirst(room) && facts.phase.value === "lobby") || facts.phase.value === "live";
  settled.current ||= known || late || !comes || facts.dark.value !== "";
  return settled.current;
}

/** The host, and whoever reads alone, puts the first picture there. */
function looksFirst(room: LiveRoom): boolean {
  return room.facts.me.value?.host === true || room.facts.welcome.value?.reading === true;
}

/** Nobody else is in the talk. */
function isAlone(room: LiveRoom): boolean {
  const me = room.facts.me.value?.id;
  return !room.facts.participants.value.some((one) => one.id !== me && one.presence === "admitted");
}

/** Commands that are not about the picture itself. */
function roomCommand(room: LiveRoom, command: Command, open: (dialog: "help" | "goto") => void): void {
  if (command.name === "help") open("help");
  else if (command.name === "goto" && room.steering.free.value) open("goto");
  else if (command.name === "say") say(room);
  else if (command.name === "control") passControl(room);
  else if (command.name === "pause" && room.facts.me.value?.host) blankOrBack(room);
}

/** To the place where one writes, whatever stands beside the picture. */
function say(room: LiveRoom): void {
  room.drafts.open(room.drafts.channel.value);
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-chat-input]")?.focus());
}

const LATE_VIEW_MS = 2000;

/**
 * The host, and whoever reads alone, finds the first series on the light box instead of an empty one; in the lobby nobody
 * else sees it.
 * The server opens the series with the first view and tells what they are then, so the first view is blind.
 */
function useFirstPicture(room: LiveRoom, id: number): void {
  const opened = useRef(false);
  const first = room.facts.stacks.value.find((stack) => stack.id === id);
  const due = looksFirst(room) && room.steering.mine.value && !room.steering.lit.value && !room.paused.value;
  useEffect(() => {
    if (!due) return undefined;
    // a view that exists is on its way: only one that fails to come is made anew
    const wait = room.facts.welcome.value?.viewed === true ? LATE_VIEW_MS : 0;
    const timer = setTimeout(() => {
      if (room.steering.view.value) return;
      opened.current = first === undefined;
      room.steering.propose((before) => ({ ...before, stack: id, pos: first ? startOf(first) : 0 }));
    }, wait);
    return () => clearTimeout(timer);
  }, [due]);
  useEffect(() => {
    if (!opened.current || !first) return;
    opened.current = false;
    room.steering.propose((before) => (before.pos === 0 ? at(before, first, startOf(first)) : before));
  }, [first]);
}

/** Clinicians read small type and point with a mouse, guests among them too; from the first picture of the page on. */
function useStaffType(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.audience;
    dataset.audience = "staff";
    return () => {
      dataset.audience = before ?? "staff";
    };
  }, []);
}

/** What the left hand does: the tool that lies there, until a pencil or a pointer is taken up. */
function useTool(room: LiveRoom): Signal<ToolName> {
  const { left } = room.hands.mouse.tools.value;
  const tool = useSignal<ToolName>(left);
  useEffect(() => {
    tool.value = left;
  }, [left]);
  return tool;
}
