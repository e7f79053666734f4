import { type ReadonlySignal, signal } from "@preact/signals";
import { Failed } from "../wire/http";
import type { HttpMe } from "../wire/messages";
import { calls, isSignedOut, onSignedOut } from "./calls";

export type Standing =
  | { at: "asking" }
  | { at: "unreachable"; code: string }
  /** `was`: whose sign-in was good a moment ago; their page is kept as it is, under cover. */
  | { at: "out"; was: HttpMe | undefined }
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
  if (standing.value.at === "in") standing.value = { at: "out", was: standing.value.me };
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
    if (isSignedOut(error)) standing.value = { at: "out", was: undefined };
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
    standing.value = { at: "out", was: undefined };
  }
}

function forgetAll(): void {
  for (const forget of leaving) forget();
}

/** Who is in, or was until a moment ago; only for pages of somebody signed in. */
export function mine(): HttpMe {
  const now = standing.value;
  const me = now.at === "in" ? now.me : now.at === "out" ? now.was : undefined;
  if (!me) throw new Error("nobody is signed in");
  return me;
}
