import { type ReadonlySignal, signal } from "@preact/signals";
import { Failed } from "../wire/http";
import type { HttpMe } from "../wire/messages";
import { calls, isSignedOut, onSignedOut } from "./calls";

export type Standing =
  | { at: "asking" }
  | { at: "unreachable"; code: string }
  /** `again`: it was good a moment ago, so the page one was on is to be kept in mind. */
  | { at: "out"; again: boolean }
  | { at: "in"; me: HttpMe };

const standing = signal<Standing>({ at: "asking" });
const offset = signal(0);
const leaving: (() => void)[] = [];

/** Who is signed in on this page. */
export const who: ReadonlySignal<Standing> = standing;

/** Server epoch ms as far as this page knows. */
export function serverNow(): number {
  return Date.now() + offset.value;
}

/** Every answer that carries the server's time keeps our idea of it right. */
export function heardTime(serverMs: number): void {
  offset.value = serverMs - Date.now();
}

onSignedOut(() => {
  if (standing.value.at === "in") standing.value = { at: "out", again: true };
});

/** Forget what belongs to a person when another one, or nobody, follows. */
export function onLeaving(forget: () => void): void {
  leaving.push(forget);
}

/** Ask the server who is signed in. */
export async function lookWho(): Promise<void> {
  try {
    entered(await calls.me());
  } catch (error) {
    if (isSignedOut(error)) standing.value = { at: "out", again: false };
    else standing.value = { at: "unreachable", code: error instanceof Failed ? error.code : "unknown" };
  }
}

let former = "";

/** Somebody is in; what another person left on this page goes first. */
export function entered(me: HttpMe): void {
  if (former !== "" && former !== me.person.id) forgetAll();
  former = me.person.id;
  heardTime(me.server_ms);
  standing.value = { at: "in", me };
}

/** Sign out for good: nothing of this person stays on the page. */
export async function signOut(): Promise<void> {
  try {
    await calls.signOut();
  } finally {
    forgetAll();
    former = "";
    standing.value = { at: "out", again: false };
  }
}

function forgetAll(): void {
  for (const forget of leaving) forget();
}

/** Who is in; only for pages that are shown to somebody signed in. */
export function mine(): HttpMe {
  const now = standing.value;
  if (now.at !== "in") throw new Error("nobody is signed in");
  return now.me;
}
