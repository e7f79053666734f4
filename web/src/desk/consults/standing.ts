import type { Consult, GuestCard, InviteCard } from "../../wire/messages";

/** Where a consult stands for the desk: coming, open (somebody may be in the room), closing, over. */
export type Standing = "coming" | "open" | "closing" | "over";

export function standingOf(consult: Pick<Consult, "phase">): Standing {
  switch (consult.phase) {
    case "scheduled":
      return "coming";
    case "closing":
      return "closing";
    case "locked":
      return "over";
    default:
      return "open";
  }
}

/** What is left of viewing, of the goodbye, or until the doors close again; undefined when no clock runs. */
export function leftMs(consult: Consult, nowMs: number): number | undefined {
  const until = consult.phase === "closing" ? consult.closing_until_ms : consult.deadline_ms;
  if (!until || standingOf(consult) === "over") return undefined;
  return Math.max(0, until - nowMs);
}

export function waiting(consult: Pick<Consult, "guests">): GuestCard[] {
  return consult.guests.filter((guest) => guest.presence === "waiting");
}

const TROUBLES = ["revoked", "expired", "used_up"] as const;
export type InviteTrouble = (typeof TROUBLES)[number];

/** What stands in a guest's way, if anything: only a new link (or nothing any more) helps. */
export function troubleOf(invite: InviteCard | null): InviteTrouble | "" {
  const trouble = TROUBLES.find((state) => state === invite?.state);
  return trouble ?? "";
}

/** What only the host can mend with one tap: the link was stopped, its guest asks for help, or owes a code. */
export function callOf(guest: GuestCard): "suspended" | "asked" | "code" | "" {
  const over = ["revoked", "expired", "used_up"].some((state) => state === guest.invite?.state);
  if (over || !guest.invite) return "";
  if (guest.invite.asked_ms !== null) return "asked";
  if (guest.invite.state === "suspended") return "suspended";
  return guest.code_due ? "code" : "";
}

/** How far a guest has come, as one word of the texts (`guest-…`). */
export function guestState(guest: GuestCard): string {
  if (guest.presence === "admitted") return guest.online ? "admitted" : "offline";
  if (guest.presence === "waiting") return guest.online ? "waiting" : "waiting-offline";
  if (guest.presence === "left" || guest.presence === "removed") return guest.presence;
  if (callOf(guest)) return callOf(guest);
  const trouble = troubleOf(guest.invite);
  if (trouble) return trouble.replace("_", "-");
  return guest.invite?.state === "claimed" || guest.invite?.state === "opened" ? guest.invite.state : "expected";
}
