import { t } from "../texts/texts";
import type { Link, StackCard, View } from "../wire/messages";
import { leadOf, otherOf, placeSought, port, stackOf } from "./link";
import { nearestTo } from "./places";

/** What is said at a viewport about its link; `apart`: it does not show the place that leads. */
export interface LinkSaid {
  words: string;
  apart: boolean;
}

/** How a viewport is linked, to be said at it. */
export function linkSaid(view: View | null, id: string, stacks: readonly StackCard[]): LinkSaid {
  if (!view) return { words: "", apart: false };
  const { link } = view;
  const apart = link !== null && (link.first === id || link.second === id) && (isPlaying(view, link) || isElsewhere(view, link, id, stacks));
  return { words: linkWords(view, id, stacks), apart };
}

/** How a viewport is linked, in words that hold at this moment; nothing where there is no other picture to be linked with. */
export function linkWords(view: View, id: string, stacks: readonly StackCard[]): string {
  const several = view.viewports.filter((one) => one.stack !== null).length > 1;
  if (!several || port(view, id)?.stack === null) return "";
  const { link } = view;
  if (!link || ![link.first, link.second].includes(id)) return t("not-linked");
  const words = [t(link.by === "space" ? "linked-by-position" : "linked-by-hand")];
  if (haveOneWindow(view, link)) words.push(t("link-one-window"));
  if (isPlaying(view, link)) words.push(t("link-waits"));
  else if (isElsewhere(view, link, id, stacks)) words.push(t("link-no-slice"));
  return words.join(" · ");
}

/** Whether the viewport was left where it is, because its stack has nothing at the place that leads. */
export function isElsewhere(view: View, link: Link, id: string, stacks: readonly StackCard[]): boolean {
  const lead = leadOf(view, link);
  if (id !== otherOf(link, lead)) return false;
  const mm = placeSought(view, lead, link, stacks);
  const card = stackOf(view, id, stacks);
  return mm !== null && (!card || nearestTo(card, mm) === null);
}

function isPlaying(view: View, link: Link): boolean {
  return [link.first, link.second].some((id) => (port(view, id)?.cine ?? null) !== null);
}

/** A window that the file offers for itself is not the same in both, even where windows are linked. */
function haveOneWindow(view: View, link: Link): boolean {
  const [one, other] = [port(view, link.first)?.voi, port(view, link.second)?.voi];
  return link.windows && !!one && !!other && one.center === other.center && one.width === other.width;
}
