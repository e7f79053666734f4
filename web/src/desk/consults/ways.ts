import { LANGUAGES, type Language, language } from "../../texts/texts";
import type { HttpMe, SessionTypeCard, WaysAsked } from "../../wire/messages";

export type Channel = HttpMe["channels"][number];
export type LinkWay = NonNullable<WaysAsked["link_by"]>;
export type CodeWay = NonNullable<WaysAsked["code_by"]>;

const MINUTE_MS = 60_000;
const ADDRESS_MAX = 254;
/** Minutes after the start until which a link may be chosen to work. */
export const AFTER_MIN: readonly number[] = [30, 60, 120];

/** How link and code of one guest go, as a form has it. */
export interface DraftWays {
  linkBy: LinkWay;
  codeBy: CodeWay;
  linkTo: string;
  codeTo: string;
  language: Language;
  /** Devices; null: as many as the type of consult lets in. */
  uses: number | null;
  /** From when the doors open, not at once. */
  fromDoors: boolean;
  /** Minutes after the start; null: until the visit is over. */
  after: number | null;
}

/** Handed over and read out, in the reader's own language: nobody outside the house is needed. */
export function plainWays(): DraftWays {
  return {
    linkBy: "hand",
    codeBy: "read",
    linkTo: "",
    codeTo: "",
    language: LANGUAGES.find((one) => one === language.value) ?? "en",
    uses: null,
    fromDoors: false,
    after: null,
  };
}

/** Ways a link may go here: by hand always. */
export function linkWays(channels: readonly Channel[]): LinkWay[] {
  return ["hand", ...channels];
}

/** Ways a code may go: read out always, never where its link goes. */
export function codeWays(channels: readonly Channel[], linkBy: LinkWay): CodeWay[] {
  const others = (["text", "mail"] as const).filter((way) => channels.includes(way) && way !== linkBy);
  return ["read", ...others];
}

/** Another way for the link: the code goes where it still may, and the best that is left: a text message, else read out. */
export function withLink(ways: DraftWays, linkBy: LinkWay, channels: readonly Channel[]): DraftWays {
  const left = codeWays(channels, linkBy);
  const codeBy = left.includes(ways.codeBy) ? ways.codeBy : "read";
  return { ...ways, linkBy, linkTo: linkBy === ways.linkBy ? ways.linkTo : "", ...codeTo(ways, codeBy) };
}

/** Another way for the code; an address of another channel is none of this. */
export function withCode(ways: DraftWays, codeBy: CodeWay): DraftWays {
  return { ...ways, ...codeTo(ways, codeBy) };
}

function codeTo(ways: DraftWays, codeBy: CodeWay): Pick<DraftWays, "codeBy" | "codeTo"> {
  return { codeBy, codeTo: codeBy === ways.codeBy ? ways.codeTo : "" };
}

/** Whether anything is sent at all. */
export function isSent(ways: DraftWays): boolean {
  return ways.linkBy !== "hand" || ways.codeBy !== "read";
}

/** Whether this could be an address of that channel; the server says for certain. */
export function couldBeAddress(channel: LinkWay | CodeWay, typed: string): boolean {
  if (channel === "hand" || channel === "read") return true;
  const text = typed.trim();
  if (text.length > ADDRESS_MAX) return false;
  return channel === "mail" ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) : /^(\+|00|\uff0b)[\p{Nd} ().-]{7,}$/u.test(text);
}

/** What is asked of the server; times follow the start. */
export function waysAsked(ways: DraftWays, type: SessionTypeCard, startMs: number): WaysAsked {
  return {
    link_by: ways.linkBy,
    code_by: ways.codeBy,
    link_to: ways.linkTo.trim(),
    code_to: ways.codeTo.trim(),
    language: ways.language,
    uses_max: ways.uses === null ? null : Math.min(ways.uses, type.link_uses),
    not_before_ms: ways.fromDoors ? Math.max(0, startMs - type.doors_min * MINUTE_MS) : null,
    not_after_ms: ways.after === null ? null : startMs + ways.after * MINUTE_MS,
  };
}
