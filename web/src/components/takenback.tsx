import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button";

const UNDO_MS = 6000;

/** Something that is gone for the eye at once and for good a little later: until then it can be taken back. */
export interface Going<Thing> {
  gone: Thing | null;
  /** This one goes; what was going before goes for good. */
  go: (thing: Thing) => void;
  undo: () => void;
}

/** Undo instead of "are you sure": `act` makes it true once the time is over, or when the page is left. */
export function useGoing<Thing>(act: (thing: Thing) => void): Going<Thing> {
  const [gone, setGone] = useState<Thing | null>(null);
  const pending = useRef<Thing | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const settle = (next: Thing | null): void => {
    clearTimeout(timer.current);
    if (pending.current !== null) act(pending.current);
    pending.current = next;
    setGone(next);
    if (next !== null) timer.current = setTimeout(() => settle(null), UNDO_MS);
  };
  // leaving before the time is over means it
  useEffect(() => () => settle(null), []);
  const undo = (): void => {
    pending.current = null;
    settle(null);
  };
  return { gone, go: settle, undo };
}

/** What went, and the way back. */
export function UndoBar({ words, undo, onUndo }: { words: string; undo: string; onUndo: () => void }): JSX.Element {
  return (
    <div class="undo-bar" role="status">
      <span class="grow">{words}</span>
      <Button onClick={onUndo}>{undo}</Button>
    </div>
  );
}
