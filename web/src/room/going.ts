import { shownPos } from "../store/picture";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { BookmarkCard, View, Viewport } from "../wire/messages";
import type { LiveRoom } from "./live";

/** Whether a picture is in view on this screen. */
export function hasPictureInView(room: LiveRoom): boolean {
  const stack = activeViewport(room.steering.arrangement.value)?.stack ?? null;
  return stack !== null && !room.paused.value && isShowing(room);
}

/** It, standing still; null while there is none. */
export function pictureInView(room: LiveRoom): Viewport | null {
  const viewport = activeViewport(room.steering.shown.value);
  const card = room.facts.stacks.value.find((one) => one.id === viewport?.stack);
  if (!viewport || !card || !hasPictureInView(room)) return null;
  return { ...viewport, pos: shownPos(viewport, card, room.clock.now()), cine: null };
}

/** Go to the picture of a line: whoever steers moves everybody, whoever may look around only themselves. */
export function openPicture(room: LiveRoom, picture: Viewport): void {
  go(room, [picture.stack], (before) => {
    const viewports = before.viewports.map((one) =>
      one.id === before.active ? { ...picture, id: one.id, cine: null } : one,
    );
    return { ...before, viewports };
  });
}

/** Go to a kept view, with its layout. */
export function openKept(room: LiveRoom, kept: BookmarkCard): void {
  const { layout, active, viewports, link } = kept.view;
  const stacks = viewports.map((one) => one.stack);
  go(room, stacks, (before) => ({ ...before, layout, active, viewports, link }));
}

function isShowing(room: LiveRoom): boolean {
  const { phase, dark, stacks } = room.facts;
  return ["lobby", "live"].includes(phase.value) && dark.value === "" && stacks.value.length > 0;
}

/** Whoever may not go there is told so, and who shows the pictures. */
function go(room: LiveRoom, stacks: readonly (number | null)[], change: (before: View) => View): void {
  const known = room.facts.stacks.value.map((one) => one.id);
  if (!isShowing(room) || room.paused.value) room.notices.say(t("goes-nowhere"), true);
  else if (!stacks.every((stack) => stack === null || known.includes(stack))) room.notices.say(t("goes-not-shown"), true);
  else if (!room.steering.free.value) room.notices.say(t("goes-not-allowed", { name: steererOf(room) }), true);
  else room.steering.arrange(change);
}

function steererOf(room: LiveRoom): string {
  const holder = room.steering.token.value?.holder ?? "";
  return room.facts.names.value.get(holder) ?? room.facts.welcome.value?.host_name ?? "";
}
