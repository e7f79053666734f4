import "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import "../design/reading.css";
import { Banner } from "../components/chip";
import { Loading } from "../components/loading";
import { useTitle } from "../components/title";
import type { LiveRoom, Over } from "../room/live";
import type { Owner } from "../room/ownhands";
import { type ReadingHands, citedAs } from "../room/reading";
import { AnswerWriting, type OpinionPort } from "../store/answer";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { Clinic } from "../wire/messages";
import { OpinionPanel } from "./panel";
import { RequestPage } from "./request";
import { lookingOf } from "./words";

const LOOKING = "lightbox.looking";

interface ReadingPlaceProps {
  port: OpinionPort;
  /** A colleague's hands; a guest's are this browser's. */
  owner?: Owner;
  clinic: Clinic;
  /** What stands around the request: a guest's sheet of paper, a colleague's desk. `waits`: its place is held. */
  frame: (page: ComponentChildren, waits?: boolean) => JSX.Element;
  /** Nothing of it is here for this person: why. */
  onNothing: (failed: Failed) => void;
}

/** From the request to the signed opinion: the request itself, and the room in which one looks alone. */
export function ReadingPlace({ port, owner, clinic, frame, onNothing }: ReadingPlaceProps): JSX.Element {
  const writing = useMemo(() => new AnswerWriting(port, sessionStorage, localStorage), [port]);
  const [at, setAt] = useState<"asking" | "request" | "room">("asking");
  const [over, setOver] = useState("");
  useEffect(() => {
    const open = async (): Promise<void> => {
      try {
        await writing.open();
      } catch (error) {
        onNothing(error instanceof Failed ? error : new Failed(0, "unknown"));
        return;
      }
      setAt(isLooking(writing) ? "room" : "request");
    };
    void open();
  }, [writing]);
  useTitle(at === "asking" ? undefined : t("reading-page-title"));
  const look = (): void => {
    setOver("");
    remember(writing, true);
    setAt("room");
  };
  const left = async (how: Over): Promise<void> => {
    // what the end made the browser forget is written down again: only signing lets it go
    writing.keep();
    if (how.code !== "locked" && how.code !== "ended") remember(writing, false);
    await writing.open().catch(() => undefined);
    setOver(overWords(how));
    setAt("request");
  };
  if (at === "asking") return frame(<Loading />, true);
  if (at === "room") {
    const back = port.by === "staff" ? () => void left({ code: "left", facts: {} }) : undefined;
    return <ReadingRoom writing={writing} owner={owner} clinic={clinic} onOver={(how) => void left(how)} onExit={back} />;
  }
  const said = over ? <Banner tone="attention">{over}</Banner> : null;
  return frame(<RequestPage writing={writing} clinic={clinic} said={said} onLook={look} />);
}

/** A reload in the room leads back to it, as long as there is something to see. */
function isLooking(writing: AnswerWriting): boolean {
  const owed = writing.owed.value;
  return owed !== null && sessionStorage.getItem(LOOKING) === owed.id && ["accepted", "answered"].includes(owed.state) && lookingOf(owed, writing.now()) === "open";
}

function remember(writing: AnswerWriting, looks: boolean): void {
  if (looks) sessionStorage.setItem(LOOKING, writing.owed.value?.id ?? "");
  else sessionStorage.removeItem(LOOKING);
}

/** Why one is not in the room any more, where the request itself does not say it. */
function overWords({ code, facts }: Over): string {
  return ["left", "locked", "ended"].includes(code) ? "" : errorText(code, facts);
}

interface ReadingRoomProps {
  writing: AnswerWriting;
  owner: Owner | undefined;
  clinic: Clinic;
  onOver: (over: Over, room: LiveRoom) => void;
  onExit: (() => void) | undefined;
}

function ReadingRoom({ writing, owner, clinic, onOver, onExit }: ReadingRoomProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { port } = writing;
    let close = (): void => undefined;
    let gone = false;
    const open = async (): Promise<void> => {
      const { mountRoom } = await import("../room/mount");
      if (gone || !element.current) return;
      close = mountRoom(element.current, {
        ticket: () => port.ticket(),
        proof: { by: port.by, prove: (code) => port.prove(code) },
        ...(owner ? { owner } : {}),
        reading: handsOf(writing, clinic),
        onOver,
        ...(onExit ? { onExit } : {}),
      });
    };
    void open();
    return () => {
      gone = true;
      close();
    };
  }, [writing]);
  return <div ref={element} class="room-place" />;
}

function handsOf(writing: AnswerWriting, clinic: Clinic): ReadingHands {
  const stacks = writing.owed.value?.stacks ?? [];
  return {
    begin: () => writing.begin(),
    first: Math.max(0, stacks.findIndex((stack) => !stack.held)),
    panel: (room) => <OpinionPanel room={room} writing={writing} clinic={clinic} />,
    cite: (room, picture) => {
      const cited = citedAs(room, picture);
      if (!cited) return;
      room.drafts.open("opinion");
      room.notices.say(t(writing.isOpen.value ? `reading-cite-${writing.cite(cited)}` : "reading-cite-signed"));
    },
  };
}
