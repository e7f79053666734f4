import type { FluentResource } from "@fluent/bundle";

/** A language of nobody's, for whoever builds pages: what is not in brackets on one was written into code. */
export const PSEUDO = "en-XA";

const ACCENTS: Record<string, string> = {
  a: "á", b: "ƀ", c: "ç", d: "ð", e: "é", f: "ƒ", g: "ĝ", h: "ĥ", i: "í", j: "ĵ", k: "ķ", l: "ł", m: "ɱ",
  n: "ñ", o: "ö", p: "þ", q: "ǫ", r: "ŕ", s: "š", t: "ŧ", u: "ü", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž",
  A: "Å", B: "Ɓ", C: "Ç", D: "Ð", E: "É", F: "Ƒ", G: "Ĝ", H: "Ĥ", I: "Î", J: "Ĵ", K: "Ķ", L: "Ŀ", M: "Ṁ",
  N: "Ñ", O: "Ö", P: "Þ", Q: "Ǫ", R: "Ŕ", S: "Š", T: "Ŧ", U: "Û", V: "Ṽ", W: "Ŵ", X: "Ẋ", Y: "Ý", Z: "Ž",
};
/** So much longer than English is what other languages are at most, but for single words. */
const LONGER = 0.4;

type Pattern = FluentResource["body"][number]["value"];

/** Every message of an English file in brackets, accented and longer; names of facts and of choices stay. */
export function pseudo(english: FluentResource): FluentResource {
  for (const message of english.body) {
    message.value = bracketed(message.value);
    for (const [name, value] of Object.entries(message.attributes)) {
      const made = bracketed(value);
      if (made !== null) message.attributes[name] = made;
    }
  }
  return english;
}

function bracketed(pattern: Pattern): Pattern {
  if (pattern === null) return null;
  if (typeof pattern === "string") return `[${lengthened(accented(pattern))}]`;
  const parts = pattern.map(foreign);
  const length = pattern.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
  return ["[", ...parts, `${padding(length)}]`];
}

type Element = Exclude<Pattern, string | null>[number];

/** Words become foreign, facts stay, and every choice is one. */
function foreign(part: Element): Element {
  if (typeof part === "string") return accented(part);
  if (part.type !== "select") return part;
  const variants = part.variants.map((one) => ({ ...one, value: typeof one.value === "string" ? accented(one.value) : one.value.map(foreign) }));
  return { ...part, variants };
}

function accented(words: string): string {
  return words.replace(/[a-z]/gi, (letter) => ACCENTS[letter] ?? letter);
}

function lengthened(words: string): string {
  return words + padding(words.length);
}

function padding(length: number): string {
  const more = Math.ceil(length * LONGER);
  return more === 0 ? "" : ` ${"~".repeat(more)}`;
}
