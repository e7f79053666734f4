import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Covers whatever page one was on, with what was half filled in and the dialogs over it, until somebody has proved who they are. */
export function Cover({ labelledby, children }: { labelledby?: string; children: ComponentChildren }): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    document.body.dataset.covered = "";
    dialog?.showModal();
    dialog?.querySelector("input")?.focus();
    return () => {
      delete document.body.dataset.covered;
      dialog?.close();
    };
  }, []);
  return (
    <dialog class="cover" data-mood="dark" ref={element} aria-labelledby={labelledby} onCancel={(event) => event.preventDefault()}>
      {children}
    </dialog>
  );
}
