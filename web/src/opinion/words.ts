import { clockTime, dayName, hasText, t } from "../texts/texts";
import { figure } from "../viewer/corners";
import type { OpinionStack, OwedOpinion, SubjectCard, WindowSaid } from "../wire/messages";

export { figure };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `cannot_say` → `cannot-say`, as texts are named. */
export function dashed(value: string): string {
  return value.replaceAll("_", "-");
}

/** "63-year-old woman", as far as it is known; never a name. */
export function subjectWords({ age, sex }: SubjectCard): string {
  const [, count = "", unit = ""] = /^(\d{3})([DWMY])$/.exec(age) ?? [];
  const years = count === "" ? "" : t("reading-age", { count: Number(count), unit });
  const known = ["M", "F"].includes(sex) ? t("reading-sex", { sex }) : "";
  if (known && years) return t("reading-subject", { sex: known, age: years });
  return known || years || t("reading-subject-unknown");
}

/** "CT scan, series 4 (132 pictures)". */
export function stackWords(stack: OpinionStack): string {
  const id = `modality-${stack.modality.toLowerCase()}`;
  const kind = hasText(id) ? t(id) : stack.modality;
  if (stack.series_number === null) return t("reading-stack-no-series", { kind, count: stack.frames });
  return t("reading-stack", { kind, series: String(stack.series_number), count: stack.frames });
}

/** "today 14:30" or "Monday, 22 November, 14:30", in the reader's zone. */
export function momentWords(ms: number, nowMs: number): string {
  const time = clockTime(ms);
  const isToday = new Date(ms).toDateString() === new Date(nowMs).toDateString();
  return isToday ? t("reading-today", { time }) : `${dayName(ms)}, ${time}`;
}

/** How long until then, in the coarsest words that help. */
export function spanWords(ms: number): string {
  if (ms >= 48 * HOUR_MS) return t("reading-days", { count: Math.floor(ms / (24 * HOUR_MS)) });
  if (ms >= 2 * HOUR_MS) return t("reading-hours", { count: Math.floor(ms / HOUR_MS) });
  return t("reading-minutes", { count: Math.max(1, Math.floor(ms / MINUTE_MS)) });
}

/** What there is to see, from when to when. */
export type Looking = "before" | "open" | "over";

export function lookingOf(owed: OwedOpinion, nowMs: number): Looking {
  const { phase, ends_ms, open_until_ms } = owed.reading;
  if (["closing", "locked"].includes(phase)) return "over";
  if (ends_ms !== null) return nowMs < ends_ms ? "open" : "over";
  return nowMs < open_until_ms ? "before" : "over";
}

/** `Se 4 · Im 57`, as reports cite it. */
export function citedWords(series: number | null, image: number | null): string {
  if (image === null) return "";
  if (series === null) return t("cited-no-series", { image: String(image) });
  return t("cited", { series: String(series), image: String(image) });
}

/** `W 400 L 40`. */
export function shownThrough({ center, width }: Pick<WindowSaid, "center" | "width">): string {
  return t("window", { width: figure(width), center: figure(center), unit: "" }).trim();
}

const QUALITIES: Record<string, string> = { preview: "quality-preview", lossy: "quality-lossy", lossless: "quality-lossless" };

/** The wire's tier, or the id of words that a screen gave itself. */
export function qualityWords(quality: string): string {
  const id = QUALITIES[quality] ?? quality;
  return hasText(id) ? t(id, { reduction: "" }) : "";
}
