import { type Color, parsed } from "./color";

const FILES = import.meta.glob<string>("../../src/design/tokens/*.css", { query: "?raw", import: "default", eager: true });

/** On paper: what the dark mood comes to on a printer. */
export type Mood = "dark" | "light" | "paper";

const PAPER = "@media print";

/** The text of a token file, by its name. */
export function tokenFile(name: string): string {
  const text = FILES[`../../src/design/tokens/${name}.css`];
  if (text === undefined) throw new Error(`no such token file: ${name}`);
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "");
}

/** Every custom property of these files that holds in a mood, as it is written: outside any media query, or in print. */
export function written(mood: Mood): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of ["primitive", "meaning", "component", ...(mood === "paper" ? ["paper"] : [])]) {
    const text = tokenFile(name);
    const inPrint = mood === "paper" ? blocks(text).filter(([head]) => head === PAPER) : [];
    const holding = [":root", `[data-mood="${mood === "paper" ? "dark" : mood}"]`];
    for (const [selectors, body] of [...rules(text), ...inPrint.flatMap(([, inside]) => rules(inside))]) {
      const holds = selectors.split(",").some((one) => holding.includes(one.trim()));
      if (!holds) continue;
      for (const [, key, value] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) if (key && value) found.set(key, value.trim());
    }
  }
  return found;
}

/** The color that a token comes to in a mood. */
export function colorIn(mood: Mood, token: string): Color {
  const tokens = written(mood);
  let value = tokens.get(`--${token}`);
  for (let step = 0; step < 5; step++) {
    const name = /^var\((--[\w-]+)\)$/.exec(value ?? "")?.[1];
    if (!name) break;
    value = tokens.get(name);
  }
  if (value === undefined) throw new Error(`no such token: ${token}`);
  return parsed(value);
}

/** Selectors and bodies of the rules that no media query holds. */
function rules(text: string): [string, string][] {
  return blocks(text).filter(([head]) => !head.startsWith("@"));
}

function blocks(text: string): [string, string][] {
  const found: [string, string][] = [];
  let depth = 0;
  let start = 0;
  let head = "";
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") {
      if (depth++ === 0) [head, start] = [text.slice(start, at).trim(), at + 1];
    } else if (text[at] === "}" && --depth === 0) {
      found.push([head, text.slice(start, at)]);
      start = at + 1;
    }
  }
  return found;
}
