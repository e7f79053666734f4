import { habits, t } from "../texts/texts";

const KB = 1024;
const SIZES = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** 1.2 MB in the reader's digits. */
export function sizeText(bytes: number): string {
  let value = bytes / KB;
  let unit = 0;
  while (value >= KB && unit < SIZES.length - 1) {
    value /= KB;
    unit += 1;
  }
  const digits = value >= 100 || unit === 0 ? 0 : 1;
  return new Intl.NumberFormat(habits(), {
    style: "unit",
    unit: SIZES[unit] ?? "terabyte",
    maximumFractionDigits: digits,
  }).format(bytes > 0 && unit === 0 ? Math.max(1, Math.round(value)) : value);
}

/** A DICOM date (YYYYMMDD) as a day; what is no date stays as it is. */
export function dayText(date: string): string {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  if (!parts) return date;
  const [, year = "", month = "", day = ""] = parts;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number(month) < 1 || Number(month) > 12 || new Date(at).getUTCDate() !== Number(day)) return date;
  const format = new Intl.DateTimeFormat(habits(), {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(at);
}

/** Whole years between a DICOM birth date and a moment; undefined when the date is none. */
export function ageAt(birthDate: string, ms: number): number | undefined {
  if (!/^\d{8}$/.test(birthDate)) return undefined;
  const now = new Date(ms);
  const years = now.getFullYear() - Number(birthDate.slice(0, 4));
  const today = (now.getMonth() + 1) * 100 + now.getDate();
  const age = today < Number(birthDate.slice(4)) ? years - 1 : years;
  return age >= 0 && age < 150 ? age : undefined;
}

/** A DICOM person name for reading: `Doe^Jane^M` becomes `Doe, Jane M`. PS3.5 6.2.1. */
export function personName(name: string): string {
  for (const group of name.split("=")) {
    const [family = "", ...rest] = group.split("^").map((part) => part.trim());
    const given = rest.slice(0, 2).filter(Boolean).join(" ");
    if (family || given) return [family, given].filter(Boolean).join(", ");
  }
  return "";
}

/** How a patient is called in a talk: `Doe^Jane` becomes `Jane D`. */
export function callName(name: string): string {
  const [family = "", given = ""] = (name.split("=")[0] ?? "").split("^").map((part) => part.trim());
  const first = given.split(/\s+/)[0] ?? "";
  const initial = /^./u.exec(family)?.[0] ?? "";
  return first && initial ? `${first} ${initial}` : first || family;
}

/** 22 Nov, 14:30 in the reader's zone. */
export function momentText(ms: number): string {
  return new Intl.DateTimeFormat(habits(), {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(ms);
}

/** 22 Nov in the reader's zone. */
export function shortDay(ms: number): string {
  return new Intl.DateTimeFormat(habits(), { day: "numeric", month: "short" }).format(ms);
}

/** 22 November 2025 in the reader's zone. */
export function longDay(ms: number): string {
  return new Intl.DateTimeFormat(habits(), { dateStyle: "long" }).format(ms);
}

/** 22 Nov 2025, 14:30:05 for records, in the reader's zone. */
export function exactText(ms: number): string {
  return new Intl.DateTimeFormat(habits(), { dateStyle: "medium", timeStyle: "medium" }).format(ms);
}

/** The reader's zone as its own name: Europe/Madrid. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether two moments fall on one day where the reader is. */
export function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** About how long: words for the rest of an upload. */
export function aboutText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 90 ? t("about-seconds", { count: seconds }) : t("about-minutes", { count: Math.round(seconds / 60) });
}

const MINUTE_MS = 60_000;

/** 3 h 20 min, 2 days 4 h, 5 min, in the reader's words: how far off a moment is, never less than a minute. */
export function spanWords(ms: number): string {
  const minutes = Math.max(1, Math.floor(Math.abs(ms) / MINUTE_MS));
  const parts = [
    { unit: "day", count: Math.floor(minutes / 1440) },
    { unit: "hour", count: Math.floor(minutes / 60) % 24 },
    { unit: "minute", count: minutes % 60 },
  ];
  const first = parts.findIndex(({ count }) => count > 0);
  const said = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return said
    .map(({ unit, count }) => new Intl.NumberFormat(habits(), { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short" }).format(count))
    .join(" ");
}

/** Two digits of every part of a local time, as `datetime-local` fields want it. */
export function fieldTime(ms: number): string {
  const at = new Date(ms);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment a `datetime-local` field means in the reader's zone; undefined while it is not filled in. */
export function fieldMs(text: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** What a `datetime-local` field means, for reading; "" while it is not filled in. */
export function clockTimeOf(text: string): string {
  const ms = fieldMs(text);
  return ms === undefined ? "" : momentText(ms);
}
