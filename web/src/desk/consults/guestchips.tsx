import type { JSX } from "preact";
import { Chip, type Tone } from "../../components/chip";
import { t } from "../../texts/texts";
import type { GuestCard } from "../../wire/messages";
import { guestState } from "./standing";

const TONES: Partial<Record<string, Tone>> = {
  admitted: "fine",
  claimed: "fine",
  opened: "fine",
  waiting: "attention",
  asked: "attention",
  suspended: "stop",
  revoked: "stop",
  expired: "stop",
};

/** Who a guest is to the consult: patient, specialist, or what an observer comes as. */
export function roleWords(guest: Pick<GuestCard, "role" | "comes_as">): string {
  return t(guest.comes_as ? `comes-as-${guest.comes_as}` : `role-${guest.role}`);
}

/** The number-and-word as it is said aloud. */
export function wordText(guest: Pick<GuestCard, "word">): string {
  return guest.word.toUpperCase();
}

/** How far a guest has come; one who waits shows the word they will say. */
export function GuestChip({ guest, named = false }: { guest: GuestCard; named?: boolean }): JSX.Element {
  const state = guestState(guest);
  const word = state.startsWith("waiting") ? wordText(guest) : "";
  const words = t(`guest-${state}`, { word });
  return <Chip tone={TONES[state] ?? "plain"}>{named ? t("guest-named", { name: guest.name, words }) : words}</Chip>;
}
