import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button";

interface DialogProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A native modal dialog: focus stays inside, Escape closes, focus goes back where it came from. */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const gone = useRef(false);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      // The event of this very close comes later and must not close what was opened meanwhile.
      gone.current = true;
      dialog?.close();
    };
  }, []);
  const closed = (): void => {
    if (!gone.current) onClose();
  };
  return (
    <dialog class="dialog" ref={element} aria-labelledby={heading} onClose={closed}>
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <Button looks="quiet" icon aria-label={closeLabel} onClick={onClose}>
          ✕
        </Button>
      </div>
      {children}
    </dialog>
  );
}
