import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { PSEUDO, pseudo } from "./pseudo";

/** The Fluent files of server/texts, each its own chunk: pages load what they say in the language they say it in. */
const FILES = import.meta.glob<string>("../../../server/texts/*.ftl", { query: "?raw", import: "default" });

export const LANGUAGES = ["en", "es", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", es: "Español", ar: "العربية" };
/** What a page can be read in: by `?lang=en-XA` also in nobody's language, but not in what is built for people. */
type Readable = Language | typeof PSEUDO;
const HAS_PSEUDO = import.meta.env.MODE !== "production";
const RIGHT_TO_LEFT: readonly Readable[] = ["ar"];

export type Facts = Record<string, FluentVariable>;

const current = signal<Readable>("en");
let bundles: FluentBundle[] = [];

/** The language in use; components that read it are drawn again when it changes. */
export const language: ReadonlySignal<Readable> = current;

/** The reader's language: what the address says, then what the browser prefers, then English. */
export function preferredLanguage(search: string, preferred: readonly string[]): Readable {
  const named = new URLSearchParams(search).get("lang") ?? "";
  if (HAS_PSEUDO && named === PSEUDO) return PSEUDO;
  const asked = [named, ...preferred];
  for (const tag of asked) {
    const found = LANGUAGES.find((name) => tag.toLowerCase().split("-")[0] === name);
    if (found) return found;
  }
  return "en";
}

/**
 * Load the named files (`room` → room.<language>.ftl) and set the page's language and direction. English stands in for a
 * file nobody has translated; a phone is not asked to load it beside one that says as much (tests/house/test_texts.py).
 */
export async function loadTexts(names: readonly string[], wanted: Readable): Promise<void> {
  const missing = wanted === "en" ? [] : names.filter((name) => !fileOf(name, wanted));
  const loading = [bundle(names, wanted)];
  if (missing.length > 0) loading.push(bundle(missing, "en"));
  bundles = await Promise.all(loading);
  current.value = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(wanted) ? "rtl" : "ltr";
  // whoever builds pages reads one in another language without losing what is on it: `await readIn("ar")`
  if (HAS_PSEUDO) Object.assign(globalThis, { readIn: (other: Readable) => loadTexts(names, other) });
}

/** Have these files fetched: they will be wanted in a moment. */
export function fetchTexts(names: readonly string[], wanted: Readable): void {
  for (const name of names) void fileOf(name, wanted)?.().catch(() => undefined);
}

async function bundle(names: readonly string[], wanted: Readable): Promise<FluentBundle> {
  // Isolation marks keep names readable inside right-to-left sentences; elsewhere they only get in the way of search.
  const made = new FluentBundle([habitsIn(wanted), wanted], { useIsolating: RIGHT_TO_LEFT.includes(wanted) });
  // all at once: one after the other would cost a trip over the line each
  const loads = names.flatMap((name) => fileOf(name, wanted) ?? []);
  for (const source of await Promise.all(loads.map((load) => load()))) {
    const resource = new FluentResource(source);
    made.addResource(HAS_PSEUDO && wanted === PSEUDO ? pseudo(resource) : resource);
  }
  return made;
}

function fileOf(name: string, wanted: Readable): (() => Promise<string>) | undefined {
  return FILES[`../../../server/texts/${name}.${wanted === PSEUDO ? "en" : wanted}.ftl`];
}

/** Whether any loaded language has these words. */
export function hasText(id: string): boolean {
  return bundles.some((one) => one.getMessage(id)?.value);
}

/** The words for `id` in the reader's language, with facts filled in; the id itself when nobody wrote them. */
export function t(id: string, facts: Facts = {}): string {
  const inOrder = bundles.filter((one) => one.locales.includes(current.value) || one.locales.includes("en"));
  for (const one of inOrder) {
    const pattern = one.getMessage(id)?.value;
    if (pattern) return one.formatPattern(pattern, facts, []);
  }
  return id;
}

/** What happened, why and what to do, for a code of the wire; `fallback` words an unknown one. */
export function errorText(code: string, facts: Facts = {}): string {
  const id = `error-${code.replaceAll("_", "-")}`;
  return hasText(id) ? t(id, facts) : t("error-unknown", { ...facts, code });
}

/** The browser's own flavor of the language in use (en-GB for en), so that times and numbers look as the reader is used to. */
export function habits(): string {
  return habitsIn(current.value);
}

/** Codes, links and what the server words have these digits and this calendar: a page does not mix two of either. */
const ONE_WAY = "-u-ca-gregory-nu-latn";

function habitsIn(wanted: Readable): string {
  const own = typeof navigator === "undefined" ? "" : navigator.language;
  const flavor = own.split("-")[0] === wanted ? own : wanted;
  return RIGHT_TO_LEFT.includes(wanted) ? `${flavor.split("-u-")[0]}${ONE_WAY}` : flavor;
}

/** The clock on the reader's wall, for a server that words times: minutes ahead of UTC at a moment, and whether it counts to twelve. */
export function wallClock(ms = Date.now()): { offset_min: number; twelve: boolean } {
  const shown = new Intl.DateTimeFormat(habits(), { hour: "numeric" }).resolvedOptions();
  return { offset_min: -new Date(ms).getTimezoneOffset(), twelve: shown.hour12 === true };
}

/** Several things in one line; from the right each keeps its own direction and does not tear its neighbors apart. */
export function inLine(parts: readonly string[], between = " · "): string {
  const said = parts.filter(Boolean);
  return (RIGHT_TO_LEFT.includes(current.value) ? said.map((part) => `\u2068${part}\u2069`) : said).join(between);
}

/** Names in a row, with the comma of the language. */
export function inRow(names: readonly string[]): string {
  return inLine(names, RIGHT_TO_LEFT.includes(current.value) ? "\u060c " : ", ");
}

/** 14:30 in the reader's zone and habits. */
export function clockTime(ms: number): string {
  return new Intl.DateTimeFormat(habits(), { hour: "numeric", minute: "2-digit" }).format(ms);
}

/** Monday, 22 November in the reader's zone. */
export function dayName(ms: number): string {
  return new Intl.DateTimeFormat(habits(), { weekday: "long", day: "numeric", month: "long" }).format(ms);
}

/** 22 November 2027 in the reader's zone. */
export function dateName(ms: number): string {
  return new Intl.DateTimeFormat(habits(), { day: "numeric", month: "long", year: "numeric" }).format(ms);
}

/** 14:05 for a time span: minutes and seconds, hours when there are any. */
export function spanText(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
