import { describe, expect, test } from "vitest";
import { contrast, laid, luminance, parsed } from "./color";
import { colorIn, type Mood } from "./tokens";

const MOODS: readonly Mood[] = ["dark", "light", "paper"];
const GROUNDS = ["surface", "surface-sunken", "surface-raised", "surface-control"];
const MEANINGS = ["steer", "fine", "attention", "stop", "aside"];
const READ = 4.5;
const SEEN = 3;

/** What is read on what, and how clearly it has to stand out (WCAG 1.4.3, 1.4.11). */
const PAIRS: readonly [string, string, number][] = [
  ...[...GROUNDS, "surface-hover"].flatMap((ground) => [row("text", ground), row("text-strong", ground)]),
  ...GROUNDS.map((ground) => row("text-quiet", ground)),
  ...MEANINGS.flatMap((name) => [
    row(name, `${name}-surface`),
    row("text", `${name}-surface`),
    row("text-quiet", `${name}-surface`),
    row("text-strong", `${name}-surface`),
    row("on-meaning", name),
    ...["surface", "surface-sunken", "surface-raised"].map((ground) => row(name, ground)),
  ]),
  row("on-primary", "primary"),
  row("on-primary", "primary-hover"),
  row("text-strong", "mine"),
  ...GROUNDS.map((ground) => row("focus", ground, SEEN)),
  ...["surface", "surface-sunken", "surface-raised"].map((ground) => row("line-strong", ground, SEEN)),
];

function row(over: string, ground: string, least = READ): [string, string, number] {
  return [over, ground, least];
}

describe.each(MOODS)("in the %s", (mood) => {
  test.each(PAIRS)("A2: %s on %s stands out %d : 1 or more", (over, ground, least) => {
    expect(contrast(colorIn(mood, over), colorIn(mood, ground))).toBeGreaterThanOrEqual(least);
  });
});

describe("around and over a picture", () => {
  test.each(["surface", "surface-sunken", "picture"])("A2: %s is near-black: at most 8 %% luminance, and grey", (name) => {
    const ground = colorIn("dark", name);
    expect(luminance(ground)).toBeLessThanOrEqual(0.08);
    expect(Math.max(...ground.rgb) - Math.min(...ground.rgb)).toBeLessThan(0.02);
  });

  test.each(["on-picture", "on-picture-quiet", "on-picture-steer", "on-picture-attention"])(
    "A2: %s is read on its veil even before white",
    (name) => {
      const ground = laid(colorIn("dark", "picture-veil"), parsed("#ffffff"));
      expect(contrast(colorIn("dark", name), ground)).toBeGreaterThanOrEqual(READ);
    },
  );

  test.each([0, 1, 2, 3, 4, 5])("A2: the color of person %d is seen around a picture", (seat) => {
    expect(contrast(colorIn("dark", `person-${seat}`), colorIn("dark", "picture"))).toBeGreaterThanOrEqual(READ);
  });
});
