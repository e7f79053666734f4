import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./iconbutton";

interface DialogProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  /** Takes what the page has of width. */
  wide?: boolean;
  /** Whether it must not close yet (it says why). */
  stays?: () => boolean;
  children: ComponentChildren;
}

/** A native modal dialog: focus stays inside, Escape closes, focus goes back where it came from. */
export function Dialog({ title, closeLabel, onClose, wide, stays, children }: DialogProps): JSX.Element {
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
  const close = (): void => {
    if (!stays?.()) onClose();
  };
  const cancelled = (event: Event): void => {
    if (event.target === element.current && stays?.()) event.preventDefault();
  };
  return (
    <dialog
      class={wide ? "dialog dialog-wide" : "dialog"}
      ref={element}
      aria-labelledby={heading}
      onCancel={cancelled}
      onClose={closed}
    >
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <IconButton label={closeLabel} onClick={close}>
          ✕
        </IconButton>
      </div>
      {children}
    </dialog>
  );
}
