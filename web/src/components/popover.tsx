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
    const box = open ? place.current?.querySelector<HTMLElement>(".popover") : null;
    if (!box || !place.current) return undefined;
    keepInside(box);
    const around = scrollerOf(place.current);
    if (!around || isWithin(box, around)) return undefined;
    const stand = (): void => standOver(box, place.current ?? box, side);
    stand();
    around.addEventListener("scroll", stand);
    return () => around.removeEventListener("scroll", stand);
  }, [open, side]);
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

const GAP_PX = 8;

/** On a narrow page it moves aside as far as it would run out of the window. */
function keepInside(box: HTMLElement): void {
  const { left, right } = box.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const shift = left < GAP_PX ? GAP_PX - left : Math.min(width - GAP_PX - right, 0);
  if (shift !== 0) box.style.translate = `${shift}px 0`;
}

/** The nearest place around it that scrolls: what runs over the edge of that is not seen. */
function scrollerOf(one: HTMLElement): HTMLElement | null {
  for (let around = one.parentElement; around; around = around.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}

function isWithin(box: HTMLElement, around: HTMLElement): boolean {
  const [inner, outer] = [box.getBoundingClientRect(), around.getBoundingClientRect()];
  return inner.top >= outer.top && inner.bottom <= outer.bottom;
}

/** Over everything, where it would have stood; on the other side of what opened it where the window ends. */
function standOver(box: HTMLElement, anchor: HTMLElement, side: "above" | "below"): void {
  const [own, beside] = [box.getBoundingClientRect(), anchor.getBoundingClientRect()];
  const below = beside.bottom + GAP_PX;
  const above = beside.top - GAP_PX - own.height;
  const fits = side === "below" ? below + own.height <= window.innerHeight : above < 0;
  box.style.position = "fixed";
  box.style.translate = "none";
  box.style.inset = `${Math.max(fits ? below : above, GAP_PX)}px auto auto ${own.left}px`;
}
