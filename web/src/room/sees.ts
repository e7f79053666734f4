import { emptyViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { ParticipantCard, View, Viewport } from "../wire/messages";
import type { LiveRoom } from "./live";
import { citation, stackOf } from "./smallpicture";

/** What a guest's own screen has confirmed, as the host reads it. */
export interface Sees {
  words: string;
  /** The same, larger and with the name, for who points at it. */
  title: string;
  /** For the small picture; null: nothing is on that screen. */
  viewport: Viewport | null;
  /** Behind what is shown to all. */
  late: boolean;
}

const BLANKED = ["patient", "observer"];

/** `sees Se 4 · Im 57 · sharp · now`, or why nothing is seen. */
export function seenBy(room: LiveRoom, person: ParticipantCard, nowMs: number): Sees | null {
  if (person.presence !== "admitted" || !room.facts.me.value?.host || room.facts.phase.value !== "live") return null;
  if (!person.online) return nothing(t("sees-offline"));
  if (person.out_of_sight && person.sees_pictures) return nothing(t("sees-away"));
  if (room.facts.dark.value === "recovering") return nothing(t("sees-nothing"));
  if (room.facts.state.value?.blank && BLANKED.includes(person.role)) return nothing(t("sees-blank"));
  const stack = stackOf(room, person.seen?.[0] ?? null);
  if (!person.sees_pictures || !person.seen || !stack) return nothing(t("sees-nothing"));
  if (person.slow) return { ...nothing(t("sees-slow")), late: true };
  const pos = person.seen[1];
  const present = !person.follows || isShown(room.steering.view.value, person.seen);
  const where = citation(stack, pos);
  const quality = t(person.seen_tier === "preview" ? "sees-preview" : "sees-sharp");
  const seconds = Math.max(1, Math.round((nowMs - person.seen_ms) / 1000));
  const when = present ? t("sees-now") : t("sees-ago", { seconds });
  const words = t("sees", { where, quality, when });
  return { words, title: t("sees-long", { name: person.name, words }), viewport: painted(room.steering.view.value, person.seen), late: !present };
}

function nothing(words: string): Sees {
  return { words, title: words, viewport: null, late: false };
}

function isShown(view: View | null, [stack, pos]: [number, number]): boolean {
  return view?.viewports.some((one) => one.stack === stack && (one.pos === pos || one.cine !== null)) === true;
}

/** As the shared view shows that stack: a receipt names the picture, not its window. */
function painted(view: View | null, [stack, pos]: [number, number]): Viewport {
  const like = view?.viewports.find((one) => one.stack === stack) ?? emptyViewport("a");
  return { ...like, stack, pos, cine: null };
}
