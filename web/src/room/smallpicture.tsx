import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../texts/texts";
import type { StackCard, Viewport } from "../wire/messages";
import type { LiveRoom } from "./live";

const SIDE = 96;

export function stackOf(room: LiveRoom, stack: number | null): StackCard | undefined {
  return room.facts.stacks.value.find((one) => one.id === stack);
}

/** `Se 4 · Im 57`, as reports cite it. */
export function citation(stack: StackCard, pos: number): string {
  const image = String(stack.image_numbers[pos] ?? pos + 1);
  if (stack.series_number === null) return t("cited-no-series", { image });
  return t("cited", { series: String(stack.series_number), image });
}

/** A small picture, painted from what this browser has decoded anyway; black until then. */
export function SmallPicture({ room, viewport }: { room: LiveRoom; viewport: Viewport }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const aspect = stackOf(room, viewport.stack)?.aspect ?? 1;
  const { stack, pos, voi, invert, rot, flip } = viewport;
  const shown = JSON.stringify([stack, pos, voi, invert, rot, flip, aspect]);
  useEffect(() => (canvas.current ? room.pictures.thumbs.show(canvas.current, { viewport, aspect }) : undefined), [shown]);
  return <canvas ref={canvas} class="small-picture" width={SIDE} height={SIDE} aria-hidden="true" />;
}
