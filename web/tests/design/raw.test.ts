import { expect, test } from "vitest";
import { written } from "./tokens";

const SHEETS = import.meta.glob<string>("../../src/**/*.css", { query: "?raw", import: "default", eager: true });
const SCRIPTS = import.meta.glob<string>("../../src/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const TOKENS = "../../src/design/tokens";

/** Scripts that paint on a canvas, which no style sheet reaches. */
const PAINTERS: Record<string, string> = {
  "../../src/store/colors.ts": "people's colors on the canvas; tests/design/apart.test.ts holds them equal to the tokens",
  "../../src/viewer/ink.ts": "marks over the picture",
  "../../src/viewer/painter.ts": "what a picture is wiped with",
  "../../src/room/thumbs.ts": "small copies of a picture",
  "../../src/lobby/testpicture.tsx": "grey levels that are to be told apart",
};

const COLOR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(|\b(?:color|background|fill|stroke):\s*(?:white|black|red|green|blue|gr[ae]y)\b/i;
/** Declarations that take a step of a scale and nothing between the steps. */
const SCALES: readonly [RegExp, RegExp][] = [
  [/\bfont-size:\s*([^;]+)/, /^(?:var\(--text-[\w-]+\)|inherit)$/],
  [/\bfont-weight:\s*([^;]+)/, /^(?:var\(--weight-[\w-]+\)|inherit)$/],
  [/\bborder-radius:\s*([^;]+)/, /^(?:var\(--[\w-]*radius[\w-]*\)|0|50%|inherit)$/],
  [/\bz-index:\s*([^;]+)/, /^var\(--layer-[\w-]+\)$/],
  [/\bbox-shadow:\s*([^;]+)/, /^(?:var\(--shadow-[\w-]+\)|(?:inset )?-?[\d]+(?:px|rem)? .*|none)$/],
];

const sheets = Object.entries(SHEETS).filter(([path]) => !path.startsWith(TOKENS));

test.each(sheets)("A2: %s names no color and no value without a meaning", (_, text) => {
  const primitives = [...primitiveColors()];
  const found = lines(text).filter((line) => COLOR.test(line) || primitives.some((name) => line.includes(`var(${name})`)));
  expect(found).toEqual([]);
});

test.each(sheets)("A2: %s stays on the scales", (_, text) => {
  const off = lines(text).filter((line) =>
    SCALES.some(([declared, step]) => {
      const value = declared.exec(line)?.[1];
      return value !== undefined && !step.test(value.trim());
    }),
  );
  expect(off).toEqual([]);
});

test("A2: no script writes a color, but those that paint on a canvas", () => {
  const found = Object.entries(SCRIPTS).filter(([path, text]) => !(path in PAINTERS) && lines(text).some((line) => /["'`](?:#[0-9a-f]{3,8}|rgb\()/i.test(line)));
  expect(found.map(([path]) => path)).toEqual([]);
  expect(Object.keys(PAINTERS).filter((path) => !(path in SCRIPTS))).toEqual([]);
});

test("A2: every token that a style sheet names exists, and every token is named", () => {
  const tokens = new Set([...written("dark").keys(), ...written("light").keys()]);
  const all = Object.values(SHEETS).join("\n");
  const set = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  const named = new Set([...all.matchAll(/var\((--[\w-]+)\s*(,?)/g)].filter(([, , otherwise]) => !otherwise).map(([, name]) => name));
  expect([...named].filter((name) => name !== undefined && !set.has(name))).toEqual([]);
  expect([...tokens].filter((name) => !named.has(name))).toEqual([]);
});

function primitiveColors(): Set<string> {
  return new Set([...written("dark")].filter(([name, value]) => COLOR.test(value) && /^--(?:black|white|person|grey|paper|ink|blue|green|amber|red|violet)/.test(name)).map(([name]) => name));
}

function lines(text: string): string[] {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").split("\n").map((line) => line.trim());
}
