import type { BasisRecord, BasisWords } from "../wire/messages";

export type { BasisWords };
export type BasisName = BasisRecord["basis"];
export const BASES: readonly BasisName[] = ["verbal_witness", "guardian", "documented", "emergency"];

/** What each basis has to name, as `server/consent/bases.py` wants it. */
export const BASIS_WORDS: Readonly<Record<BasisName, readonly (keyof BasisWords)[]>> = {
  verbal_witness: ["witness"],
  guardian: ["who", "relation", "for_whom"],
  documented: ["reference"],
  emergency: ["reason"],
};

/** What is still to be filled in. */
export function missingWords(basis: BasisName, words: BasisWords): string[] {
  return BASIS_WORDS[basis].filter((name) => (words[name] ?? "").trim() === "");
}

/** Only what belongs to this basis, without blanks around it. */
export function ownWords(basis: BasisName, words: BasisWords): BasisWords {
  return Object.fromEntries(BASIS_WORDS[basis].map((name) => [name, (words[name] ?? "").trim()]));
}
