import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Choice } from "../components/field";
import { useHalfFilled } from "../components/halffilled";
import { TextArea } from "../components/textarea";
import { errorText, t } from "../texts/texts";
import type { BallotCard, BoardSeat } from "../wire/messages";
import { choicesOf } from "./boardchoices";
import type { LiveRoom } from "./live";

const REASON_MAX = 500;

interface VotingProps {
  room: LiveRoom;
  ballot: BallotCard;
  seat: BoardSeat;
}

/** One's own vote: cast it, read it, change it until the question is closed. */
export function BoardVoting({ room, ballot, seat }: VotingProps): JSX.Element {
  const [changing, setChanging] = useState(false);
  if (seat.position !== null && !changing) {
    return (
      <div class="row">
        <span>
          {t("board-voted")} <strong dir="auto">{choicesOf(ballot)[seat.position]}</strong>
        </span>
        <Button looks="quiet" onClick={() => setChanging(true)}>
          {t("board-change")}
        </Button>
      </div>
    );
  }
  return <VoteForm room={room} ballot={ballot} seat={seat} onVoted={() => setChanging(false)} />;
}

function VoteForm({ room, ballot, seat, onVoted }: VotingProps & { onVoted: () => void }): JSX.Element {
  const vote = useHalfFilled(room.unsent, `vote ${ballot.number}`, { position: seat.position, reason: seat.reason });
  const { position, reason } = vote.form;
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const cast = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (position === null) return;
    if (position > 0 && reason.trim() === "") {
      setError(t("board-reason-missing"));
      return;
    }
    setBusy(true);
    const answer = await room.ask("board:vote", { number: ballot.number, position, reason: reason.trim() });
    setBusy(false);
    if (answer.ok) {
      vote.drop();
      onVoted();
    } else setError(errorText(answer.code));
  };
  return (
    <form class="stack stack-tight" noValidate onSubmit={(event) => void cast(event)}>
      <div class="board-choices" role="radiogroup" aria-label={t("board-yours")}>
        {choicesOf(ballot).map((words, at) => (
          <Choice key={at} type="radio" name={`board-${ballot.number}`} checked={at === position} onChange={() => vote.change({ position: at })}>
            <span dir="auto">{words}</span> {at === 0 && ballot.positions.length > 0 ? <span class="quiet small">{t("board-proposed")}</span> : null}
          </Choice>
        ))}
      </div>
      {position === null ? null : (
        <TextArea
          label={t(position === 0 ? "board-reason-optional" : "board-reason")}
          error={error || undefined}
          rows={2}
          maxLength={REASON_MAX}
          value={reason}
          onText={(text) => {
            vote.change({ reason: text });
            setError("");
          }}
        />
      )}
      <div class="row">
        <Button looks="primary" type="submit" busy={busy} disabled={position === null}>
          {t("board-vote")}
        </Button>
      </div>
    </form>
  );
}
