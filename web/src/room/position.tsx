import type { JSX } from "preact";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import { at } from "../viewer/commands";
import { caption } from "../viewer/corners";
import type { LiveRoom } from "./live";

/** Where in the stack: a native slider for who steers, a plain mark for the others. */
export function PositionBar({ room }: { room: LiveRoom }): JSX.Element | null {
  const view = room.steering.shown.value;
  const viewport = activeViewport(view);
  const place = view?.viewports.findIndex((one) => one.id === view.active) ?? 0;
  const stack = room.facts.stacks.value.find((one) => one.id === viewport?.stack);
  if (!viewport || !stack || stack.count < 2) return null;
  return (
    <input
      class={`position-bar position-bar-${place}`}
      type="range"
      min={0}
      max={stack.count - 1}
      step={1}
      value={viewport.pos}
      disabled={!room.steering.free.value || room.paused.value}
      aria-label={t("position")}
      aria-valuetext={caption(stack, viewport.pos)}
      onInput={(event) => {
        const pos = Number(event.currentTarget.value);
        room.steering.propose((before) => at(before, stack, pos));
      }}
    />
  );
}
