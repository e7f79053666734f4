import { describe, expect, test } from "vitest";
import { COLORS } from "../../src/store/colors";
import { apart, parsed, type Sight } from "./color";
import { colorIn } from "./tokens";

const SIGHTS: readonly Sight[] = ["whole", "protanopia", "deuteranopia", "tritanopia"];
/** Each of these says something else; a word always says it too. */
const MEANINGS = ["steer", "fine", "attention", "stop"];
const PAIRS = MEANINGS.flatMap((one, at) => MEANINGS.slice(at + 1).map((other) => [one, other] as const));
/** Several times what is just noticed beside each other. */
const FAR = 0.07;

describe.each(["dark", "light"] as const)("in the %s", (mood) => {
  describe.each(SIGHTS)("to somebody whose sight is: %s", (sight) => {
    test.each(PAIRS)("A2: %s and %s are told apart", (one, other) => {
      expect(apart(colorIn(mood, one), colorIn(mood, other), sight)).toBeGreaterThan(FAR);
    });
  });
});

test("A2: people have the same colors on the canvas as around it", () => {
  expect(COLORS.map(parsed)).toEqual(COLORS.map((_, seat) => colorIn("dark", `person-${seat}`)));
});
