import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

interface PopoverProps {
  label: string;
  open: boolean;
  side?: "above" | "below";
  edge?: "start" | "end";
  /** What opens it; it stays beside it. */
  anchor: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

/** A small box beside what opened it: Escape or a press elsewhere closes it. */
export function Popover(props: PopoverProps): JSX.Element {
  const { label, open, side = "below", edge = "end", anchor, onClose, children } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent): void => {
      if (!place.current?.contains(event.target as Node)) onClose();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("keydown", escape);
    const box = place.current?.querySelector<HTMLElement>(".popover");
    (box?.querySelector<HTMLElement>("button:enabled, input:enabled, select:enabled, a[href]") ?? box)?.focus();
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open, onClose]);
  useLayoutEffect(() => {
    if (!open) return undefined;
    // what had the focus went with the box: whoever opened it goes on from its button
    return () => {
      if (document.activeElement === document.body) place.current?.querySelector("button")?.focus();
    };
  }, [open]);
  return (
    <div class="popover-anchor" ref={place}>
      {anchor}
      {open ? (
        <div class={`popover popover-${side} popover-${edge}`} role="dialog" aria-label={label} tabIndex={-1}>
          {children}
        </div>
      ) : null}
    </div>
  );
}
