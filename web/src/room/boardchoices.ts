import { t } from "../texts/texts";
import type { BallotCard } from "../wire/messages";

const USUAL = ["agree", "differ", "more"] as const;

/** What a board chooses from, in words; the first is what is proposed. */
export function choicesOf(ballot: BallotCard): string[] {
  return ballot.positions.length > 0 ? ballot.positions : usualChoices();
}

export function usualChoices(): string[] {
  return USUAL.map((one) => t(`board-${one}`));
}
