import { type ReadonlySignal, signal } from "@preact/signals";
import { Failed } from "../wire/http";
import type { Light } from "../wire/messages";
import { calls, onDarkDesk } from "./calls";
import { place } from "./place";
import { onLeaving, serverNow, who } from "./signedin";

const REPORT_MS = 30_000;
const LOOK_MS = 1000;
const HANDS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

const dark = signal(false);
const relit = signal(0);
let darkAt = Number.POSITIVE_INFINITY;
let lastHand = 0;
let lastReport = 0;
let asking = false;

/** Nobody was at this desk for five minutes: no picture is shown before the second factor. */
export const isDark: ReadonlySignal<boolean> = dark;
/** Grows whenever pictures come back: what was refused meanwhile is asked for again. */
export const timesRelit: ReadonlySignal<number> = relit;

/**
 * Tell the server of hands on this page, and go dark when it knows of none. Only the server counts: another page of this
 * browser may be the one that is worked in.
 */
export function watchHands(): void {
  for (const hand of HANDS) {
    addEventListener(hand, () => (lastHand = Date.now()), { capture: true, passive: true });
  }
  setInterval(() => void look(), LOOK_MS);
}

/** Show everything again after a proof. */
export function lightUp(light: Light): void {
  took(light);
  relit.value += 1;
  dark.value = false;
}

async function look(): Promise<void> {
  if (who.value.at !== "in" || dark.value || asking) return;
  const now = Date.now();
  const hand = lastHand > lastReport && now - lastReport >= REPORT_MS;
  // in a room its own rule counts, and there a screen says for itself that somebody is with it
  const due = serverNow() >= darkAt && place.value.page !== "room";
  if (!hand && !due && darkAt !== Number.POSITIVE_INFINITY) return;
  asking = true;
  try {
    if (hand) lastReport = now;
    took(await (hand ? calls.hand() : calls.light()));
  } catch (error) {
    // asked again in a second; who is signed out is told so elsewhere
    if (!(error instanceof Failed)) throw error;
  } finally {
    asking = false;
  }
  if (place.value.page !== "room" && serverNow() >= darkAt) dark.value = true;
}

function took({ dark_ms, server_ms }: Light): void {
  // in this page's own time: an answer older than the clock it came with darkens nothing early
  darkAt = serverNow() + (dark_ms - server_ms);
}

onDarkDesk(() => (dark.value = true));

onLeaving(() => {
  dark.value = false;
  darkAt = Number.POSITIVE_INFINITY;
  lastReport = 0;
});
