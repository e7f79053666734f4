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
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog class="dialog" ref={element} aria-labelledby={heading} onClose={onClose} onCancel={onClose}>
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
