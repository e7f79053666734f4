import type { JSX } from "preact";
import type { Notice, Notices } from "../store/notices";
import { Button } from "./button";

interface SaidProps {
  notices: Notices;
  mood?: "dark" | "light";
}

/** Everything is said once, here, and read out; what can be taken back is taken back here. */
export function Said({ notices, mood = "dark" }: SaidProps): JSX.Element {
  return (
    <div class="said" role="status" aria-live="polite">
      {notices.list.value.map((notice) => (
        <SaidLine key={notice.id} notice={notice} mood={mood} onGone={(id) => notices.forget(id)} />
      ))}
    </div>
  );
}

interface SaidLineProps {
  notice: Notice;
  mood: "dark" | "light";
  onGone: (id: number) => void;
}

/** One thing that was said, and how to take it back. */
export function SaidLine({ notice, mood, onGone }: SaidLineProps): JSX.Element {
  const { id, text, attention, undo } = notice;
  const takeBack = (): void => {
    undo?.run();
    onGone(id);
  };
  return (
    <div data-mood={mood} class={attention ? "said-line said-attention" : "said-line"}>
      {undo ? <span class="grow">{text}</span> : text}
      {undo ? <Button onClick={takeBack}>{undo.words}</Button> : null}
    </div>
  );
}
