import { render } from "preact";
import "../design/room.css";
import "../design/viewer.css";
import "../design/talk.css";
import type { NoteWriting } from "../store/note";
import type { CodeCard, Ticket } from "../wire/messages";
import { RoomApp } from "./app";
import { LiveRoom, type Over, type Proof } from "./live";
import type { Owner } from "./ownhands";
import type { Cover } from "./rail";
import type { ReadingHands } from "./reading";

export interface MountOptions {
  /** A fresh single-use ticket for every connection. */
  ticket: () => Promise<Ticket>;
  /** What brings pictures back to a page that was out of sight for long. */
  proof: Proof;
  /** Who is signed in: what they have in hand is remembered for them alone, and at every desk. */
  owner?: Owner;
  /** Where the name of the product leads (staff). */
  onExit?: () => void;
  /** A guest's link, for the host of a demonstration who wants to see the other side. */
  guestView?: string | undefined;
  /** Small pictures of the series, for the host. */
  cover?: Cover;
  /** Opens the place where the host looks for names in held series. */
  onCheckNames?: () => void;
  /** Opens the place where the host adds somebody. */
  onAdd?: () => void;
  /** Opens the place where the host sees which earlier pictures there are. */
  onPriors?: () => void;
  /** Opens the place where the host asks somebody else about these pictures. */
  onAskOpinion?: () => void;
  /** A code for a guest who stands before the door (the host). */
  onHelpIn?: (participant: string) => Promise<CodeCard>;
  /** A code to read out to a guest who is not here yet (the host). */
  onNewCode?: (participant: string) => Promise<CodeCard>;
  /** Where the host writes the note. */
  note?: NoteWriting;
  /** Whoever was asked for an opinion looks alone here, and answers. */
  reading?: ReadingHands;
  /** It is over for this person: locked, removed, denied, moved, signed out. The room is dark by then. */
  onOver: (over: Over, room: LiveRoom) => void;
}

/** Open a room in an element; texts `common`, `join` and `room` must be loaded. Answers how to close it. */
export function mountRoom(element: HTMLElement, options: MountOptions): () => void {
  const room = new LiveRoom({ ticket: options.ticket, proof: options.proof, owner: options.owner ?? null });
  render(
    <RoomApp
      room={room}
      onExit={options.onExit}
      guestView={options.guestView}
      cover={options.cover}
      onCheckNames={options.onCheckNames}
      onAdd={options.onAdd}
      onPriors={options.onPriors}
      onAskOpinion={options.onAskOpinion}
      onHelpIn={options.onHelpIn}
      onNewCode={options.onNewCode}
      note={options.note}
      reading={options.reading}
      onOver={options.onOver}
    />,
    element,
  );
  room.open();
  return () => {
    room.close();
    render(null, element);
  };
}
