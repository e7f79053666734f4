import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../texts/texts";
import { type Area, CORNERS, type Corner, type Drawing, type ImageSize, added, moved, removed, resized, undone } from "./areas";

const HANDLE_PX = 7;
const GRIP_PX = 18;
const STEP = 8;

interface CanvasProps {
  address: string | undefined;
  size: ImageSize;
  aspect: number;
  drawing: Drawing;
  picked: number | null;
  seeThrough: boolean;
  onDraw: (drawing: Drawing) => void;
  onPick: (id: number | null) => void;
}

type Grip = { kind: "new" } | { kind: "move"; id: number } | { kind: "corner"; id: number; corner: Corner };
interface Hold {
  grip: Grip;
  pointer: number;
  from: [number, number];
  before: Drawing;
}

/** The picture with its black areas: drawn, moved and resized by mouse, finger, pen or keys. */
export function AreaCanvas(props: CanvasProps): JSX.Element {
  const { address, size, aspect, drawing, picked, seeThrough, onDraw, onPick } = props;
  const svg = useRef<SVGSVGElement>(null);
  const hold = useRef<Hold | null>(null);
  const perPx = usePerPixel(svg, size);
  const at = (event: PointerEvent): [number, number] => pointIn(svg.current, event, aspect);

  const begin = (event: PointerEvent, grip: Grip): void => {
    if (!event.isPrimary || event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    svg.current?.setPointerCapture(event.pointerId);
    hold.current = { grip, pointer: event.pointerId, from: at(event), before: drawing };
    onPick(grip.kind === "new" ? null : grip.id);
    if (grip.kind !== "new") focusArea(svg.current, grip.id);
  };
  const drag = (event: PointerEvent): void => {
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    const to = at(event);
    const [dx, dy] = [to[0] - held.from[0], to[1] - held.from[1]];
    const { grip, before } = held;
    if (grip.kind === "move") onDraw(moved(before, grip.id, dx, dy, size));
    else if (grip.kind === "corner") onDraw(resized(before, grip.id, grip.corner, dx, dy, size));
    else if (Math.hypot(dx, dy) > GRIP_PX * perPx * 0.5) {
      onDraw(added(before, held.from, to, size));
      onPick(before.next);
    }
  };
  const end = (event: PointerEvent): void => {
    if (hold.current?.pointer !== event.pointerId) return;
    const { grip, before } = hold.current;
    hold.current = null;
    if (event.type === "pointercancel") onDraw(before);
    else if (grip.kind === "new" && picked !== null) focusArea(svg.current, picked);
  };
  const press = (event: KeyboardEvent, area: Area): void => {
    const next = keyed(event, drawing, area, size);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onDraw(next);
    if (!next.areas.some((one) => one.id === area.id)) onPick(null);
  };
  return (
    <svg
      ref={svg}
      class="areas"
      viewBox={`0 0 ${size.columns} ${size.rows * aspect}`}
      role="group"
      aria-label={t("names-canvas")}
      data-areas
      onPointerDown={(event) => begin(event, { kind: "new" })}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <rect class="areas-ground" width={size.columns} height={size.rows * aspect} />
      {address ? (
        <image href={address} width={size.columns} height={size.rows * aspect} preserveAspectRatio="none" />
      ) : null}
      {drawing.areas.map((area, number) => (
        <g key={area.id} class={seeThrough ? "area area-through" : "area"} data-picked={area.id === picked}>
          <rect
            x={area.left}
            y={area.top * aspect}
            width={area.right - area.left}
            height={(area.bottom - area.top) * aspect}
            tabIndex={0}
            role="button"
            data-area={area.id}
            aria-label={describe(area, number + 1)}
            aria-describedby="names-keys"
            onPointerDown={(event) => begin(event, { kind: "move", id: area.id })}
            onFocus={() => onPick(area.id)}
            onKeyDown={(event) => press(event, area)}
          />
          {area.id === picked ? <Handles area={area} aspect={aspect} perPx={perPx} onGrip={begin} /> : null}
        </g>
      ))}
    </svg>
  );
}

interface HandlesProps {
  area: Area;
  aspect: number;
  perPx: number;
  onGrip: (event: PointerEvent, grip: Grip) => void;
}

/** Four corners to take hold of; the invisible part is large enough for a finger. */
function Handles({ area, aspect, perPx, onGrip }: HandlesProps): JSX.Element {
  return (
    <>
      {CORNERS.map((corner) => {
        const x = corner.endsWith("w") ? area.left : area.right;
        const y = (corner.startsWith("n") ? area.top : area.bottom) * aspect;
        return (
          <g key={corner} class={`area-corner area-${corner}`} onPointerDown={(event) => onGrip(event, { kind: "corner", id: area.id, corner })}>
            <circle class="area-grip" cx={x} cy={y} r={GRIP_PX * perPx} />
            <circle class="area-dot" cx={x} cy={y} r={HANDLE_PX * perPx} />
          </g>
        );
      })}
    </>
  );
}

/** Arrows move, with shift they resize, with control by single pixels; delete removes; control Z takes back. */
function keyed(event: KeyboardEvent, drawing: Drawing, area: Area, size: ImageSize): Drawing | null {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return undone(drawing);
  if (event.key === "Delete" || event.key === "Backspace") return removed(drawing, area.id);
  const way = WAYS[event.key];
  if (!way) return null;
  const step = event.ctrlKey || event.metaKey ? 1 : STEP;
  const [dx, dy] = [way[0] * step, way[1] * step];
  return event.shiftKey ? resized(drawing, area.id, "se", dx, dy, size) : moved(drawing, area.id, dx, dy, size);
}

const WAYS: Partial<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function describe(area: Area, number: number): string {
  const { left, top, right, bottom } = area;
  return t("names-area", { number, left, top, width: right - left, height: bottom - top });
}

/** Image pixels under one css pixel, so that handles keep their size on the page. */
function usePerPixel(svg: { current: SVGSVGElement | null }, size: ImageSize): number {
  const [perPx, setPerPx] = useState(1);
  useEffect(() => {
    const element = svg.current;
    if (!element) return undefined;
    const measure = (): void => {
      const scale = element.getScreenCTM()?.a ?? 0;
      if (scale > 0) setPerPx(1 / scale);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [size.columns, size.rows]);
  return perPx;
}

function pointIn(svg: SVGSVGElement | null, event: PointerEvent, aspect: number): [number, number] {
  const matrix = svg?.getScreenCTM()?.inverse();
  if (!matrix) return [0, 0];
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return [point.x, point.y / aspect];
}

/** Once it is drawn, keys act on it; not if somebody has gone on to a control meanwhile. */
export function focusArea(svg: SVGSVGElement | null, id: number): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    const now = document.activeElement;
    if (now !== before && now?.matches("button, input, select, textarea")) return;
    svg?.querySelector<SVGElement>(`[data-area="${id}"]`)?.focus({ preventScroll: true });
  });
}
