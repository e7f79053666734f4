import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Chip } from "../components/chip";
import { Confirm } from "../components/confirm";
import { t } from "../texts/texts";
import type { BallotCard, BoardSeat } from "../wire/messages";
import { choicesOf } from "./boardchoices";
import { BoardVoting } from "./boardvoting";
import type { LiveRoom } from "./live";

/** The board beside the picture: the open question, then what it came to until that was read. */
export function Board({ room }: { room: LiveRoom }): JSX.Element | null {
  const [read, setRead] = useState(0);
  const newest = room.facts.ballots.value.at(-1);
  useSaid(room, newest);
  if (!newest || !room.facts.clinician.value || room.facts.phase.value === "locked") return null;
  const over = newest.outcome !== "open";
  if (over && newest.number <= read) return null;
  return (
    <div class="board-place" key={`${newest.number} ${over}`}>
      <BallotPlace room={room} ballot={newest} onRead={over ? () => setRead(newest.number) : undefined} />
    </div>
  );
}

/** Whoever looks at the picture, on a phone far from the question, is told that it came, and that it was counted. */
function useSaid(room: LiveRoom, newest: BallotCard | undefined): void {
  const before = useRef(`${newest?.number} ${newest?.outcome}`);
  useEffect(() => {
    const now = `${newest?.number} ${newest?.outcome}`;
    if (now === before.current) return;
    before.current = now;
    if (!newest || room.facts.me.value?.host) return;
    const host = room.facts.welcome.value?.host_name ?? "";
    room.notices.say(newest.outcome === "open" ? t("board-asks", { name: host }) : outcomeWords(newest));
  }, [newest]);
}

function BallotPlace({ room, ballot, onRead }: { room: LiveRoom; ballot: BallotCard; onRead: (() => void) | undefined }): JSX.Element {
  const heading = useId();
  const seat = ballot.seats.find((one) => one.participant === room.facts.me.value?.id);
  return (
    <section class={onRead ? "board-card" : "board-card board-open"} aria-labelledby={heading}>
      <h2 id={heading}>{t("board")}</h2>
      <p class="board-question" dir="auto">
        {ballot.question}
      </p>
      {onRead ? <p role="status"><strong>{outcomeWords(ballot)}</strong></p> : <Progress room={room} ballot={ballot} />}
      {onRead ? null : seat ? <BoardVoting room={room} ballot={ballot} seat={seat} /> : <p class="small quiet">{t("board-no-seat")}</p>}
      {ballot.revealed ? <Votes room={room} ballot={ballot} /> : null}
      {onRead ? (
        <div class="row">
          <Button onClick={onRead}>{t("board-noted")}</Button>
        </div>
      ) : room.facts.me.value?.host ? (
        <Closing room={room} ballot={ballot} />
      ) : null}
    </section>
  );
}

/** How many have voted, and who has not: never what for. */
function Progress({ room, ballot }: { room: LiveRoom; ballot: BallotCard }): JSX.Element {
  const missing = ballot.seats.filter((one) => !one.voted);
  const facts = { voted: ballot.seats.length - missing.length, seats: ballot.seats.length, quorum: ballot.quorum };
  return (
    <p class="small quiet" role="status">
      {t("board-progress", facts)}
      {missing.length > 0 ? ` ${t("board-missing", { names: missing.map((one) => nameOf(room, one)).join(", ") })}` : ""}
    </p>
  );
}

/** Where each stands, once all have voted or it is closed; whoever stands elsewhere than decided is named as such. */
function Votes({ room, ballot }: { room: LiveRoom; ballot: BallotCard }): JSX.Element {
  const choices = choicesOf(ballot);
  return (
    <ul class="board-votes">
      {ballot.seats.map((one) => (
        <li key={one.participant}>
          <div>
            <strong>{nameOf(room, one)}</strong>{" "}
            <span class={one.position === null ? "quiet" : ""} dir="auto">
              {one.position === null ? t("board-silent") : choices[one.position]}
            </span>{" "}
            {one.absent ? <Chip>{t("board-absent")}</Chip> : differs(ballot, one) ? <Chip tone="attention">{t("board-dissent")}</Chip> : null}
          </div>
          {one.reason ? (
            <p class="small quiet" dir="auto">
              {one.reason}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The host counts; while somebody has not voted yet, in two steps. */
function Closing({ room, ballot }: { room: LiveRoom; ballot: BallotCard }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const close = (): void => {
    setBusy(true);
    void room.command("board:close", { number: ballot.number }).finally(() => setBusy(false));
  };
  if (ballot.seats.every((one) => one.voted)) {
    return (
      <div class="row">
        <Button looks="primary" busy={busy} onClick={close}>
          {t("board-close")}
        </Button>
      </div>
    );
  }
  return (
    <Confirm
      asking={asking}
      onAsking={setAsking}
      ask={t("board-close")}
      keep={t("board-wait")}
      act={t("board-close-now")}
      busy={busy}
      looks="plain"
      onAct={close}
    />
  );
}

function outcomeWords(ballot: BallotCard): string {
  const votes = ballot.seats.filter((one) => one.position === ballot.decided && !one.absent).length;
  const facts = { votes, counted: ballot.counted, quorum: ballot.quorum };
  const position = ballot.decided === null ? "" : (choicesOf(ballot)[ballot.decided] ?? "");
  return t(`board-${ballot.outcome.replace("_", "-")}`, { ...facts, position });
}

function differs(ballot: BallotCard, seat: BoardSeat): boolean {
  return ballot.decided !== null && seat.position !== null && seat.position !== ballot.decided;
}

function nameOf(room: LiveRoom, seat: BoardSeat): string {
  return room.facts.names.value.get(seat.participant) ?? "";
}
