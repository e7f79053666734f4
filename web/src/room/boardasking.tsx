import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { Choice } from "../components/field";
import { useHalfFilled } from "../components/halffilled";
import { SelectField } from "../components/select";
import { TextArea } from "../components/textarea";
import { errorText, t } from "../texts/texts";
import type { ParticipantCard } from "../wire/messages";
import { usualChoices } from "./boardchoices";
import type { LiveRoom } from "./live";

const QUESTION_MAX = 500;
const POSITION_MAX = 80;
const POSITIONS_MAX = 6;
const LINES_MAX = 1000;

/** The host puts a question to clinicians who are here; one at a time. */
export function AskBoard({ room }: { room: LiveRoom }): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  const open = room.facts.ballots.value.some((one) => one.outcome === "open");
  const here = ["live", "paused"].includes(room.facts.phase.value) && !room.facts.welcome.value?.reading;
  if (!here || open || seatsOf(room).length < 2) return null;
  return (
    <>
      <Button looks="quiet" opens="dialog" onClick={() => setAsking(true)}>
        {t("board-ask")}
      </Button>
      {asking ? <AskDialog room={room} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** Who can have a seat: host and specialists who are in the talk and confer. */
function seatsOf(room: LiveRoom): ParticipantCard[] {
  return room.facts.participants.value.filter(
    (one) => one.presence === "admitted" && (one.role === "provider" || (one.role === "specialist" && room.facts.leaves("specialist", "confer"))),
  );
}

interface Question {
  question: string;
  /** Own positions instead of the usual ones. */
  own: boolean;
  lines: string;
  /** Who was unticked. */
  left: readonly string[];
  quorum: string;
}

function AskDialog({ room, onClose }: { room: LiveRoom; onClose: () => void }): JSX.Element {
  const { form: asked, change, drop } = useHalfFilled<Question>(room.unsent, "board", { question: "", own: false, lines: "", left: [], quorum: "" });
  const { question, own, lines, quorum } = asked;
  const left = new Set(asked.left);
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const people = seatsOf(room);
  const board = people.filter((one) => !left.has(one.id));
  const positions = own ? lines.split("\n").map((line) => line.trim()).filter(Boolean) : [];
  const usual = Math.floor(board.length / 2) + 1;
  const needed = Number(quorum) > 0 && Number(quorum) <= board.length ? Number(quorum) : usual;
  const wrong = question.trim() === "" || board.length < 2 || (own && !areSound(positions));
  const leave = (): void => {
    drop();
    onClose();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (wrong) {
      // once the words beside it say what is missing
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    setBusy(true);
    const answer = await room.ask("board:ask", { question: question.trim(), board: board.map((one) => one.id), positions, quorum: needed });
    setBusy(false);
    if (answer.ok) leave();
    else setFailed(errorText(answer.code));
  };
  return (
    <Dialog title={t("board-send")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" noValidate ref={form} onSubmit={(event) => void submit(event)}>
        <p class="quiet">{t("board-intro")}</p>
        <TextArea
          label={t("board-question")}
          error={tried && question.trim() === "" ? t("board-question-missing") : undefined}
          rows={2}
          maxLength={QUESTION_MAX}
          value={question}
          onText={(text) => change({ question: text })}
        />
        <div role="radiogroup" aria-label={t("board-positions")}>
          <strong>{t("board-positions")}</strong>
          <Choice type="radio" name="board-positions" checked={!own} onChange={() => change({ own: false })}>
            {usualChoices().join(" · ")}
          </Choice>
          <Choice type="radio" name="board-positions" checked={own} onChange={() => change({ own: true })}>
            {t("board-positions-own")}
          </Choice>
        </div>
        {own ? (
          <TextArea
            label={t("board-positions-lines")}
            hint={t("board-positions-first")}
            error={tried && !areSound(positions) ? t("board-positions-wrong") : undefined}
            rows={3}
            maxLength={LINES_MAX}
            value={lines}
            onText={(text) => change({ lines: text })}
          />
        ) : null}
        <div role="group" aria-label={t("board-who")}>
          <strong>{t("board-who")}</strong>
          {people.map((one) => (
            <Choice key={one.id} checked={!left.has(one.id)} onChange={(on) => change({ left: toggled(left, one.id, on) })}>
              {one.name}
            </Choice>
          ))}
          {tried && board.length < 2 ? <span class="field-error">{t("board-few")}</span> : null}
        </div>
        <SelectField
          label={t("board-quorum")}
          value={String(needed)}
          options={board.map((_, at) => ({ value: String(at + 1), text: t("board-quorum-of", { quorum: at + 1, seats: board.length }) }))}
          onChoose={(chosen) => change({ quorum: chosen })}
        />
        {failed ? (
          <span class="field-error" role="alert">
            {failed}
          </span>
        ) : null}
        <div class="row">
          <Button looks="primary" type="submit" busy={busy}>
            {t("board-send")}
          </Button>
          <Button onClick={leave}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function areSound(positions: readonly string[]): boolean {
  const distinct = new Set(positions.map((one) => one.toLowerCase()));
  const count = positions.length >= 2 && positions.length <= POSITIONS_MAX;
  return count && distinct.size === positions.length && positions.every((one) => one.length <= POSITION_MAX);
}

function toggled(left: ReadonlySet<string>, id: string, on: boolean): string[] {
  const next = new Set(left);
  if (on) next.delete(id);
  else next.add(id);
  return [...next];
}
