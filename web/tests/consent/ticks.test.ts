import { expect, test } from "vitest";
import { firstTicks, tickedOf, withTick } from "../../src/consent/ticks";
import type { ConsentPart } from "../../src/wire/messages";

const choice = (value: string, ticked = true): ConsentPart["choices"][number] => ({ value, words: value, ticked });
const PARTS: ConsentPart[] = [
  { kind: "", heading: "", paragraphs: ["One."], choices: [] },
  { kind: "stack", heading: "What", paragraphs: [], choices: [choice("0"), choice("2")] },
  { kind: "person", heading: "Who", paragraphs: [], choices: [choice("c"), choice("d")] },
  { kind: "until", heading: "When", paragraphs: [], choices: [choice("10", false), choice("20")] },
];

test("a form is answered as it came when nobody touches it", () => {
  expect(tickedOf(PARTS, firstTicks(PARTS))).toEqual({ stacks: [0, 2], persons: ["c", "d"], until_ms: 20 });
});

test("what is unticked is left out, and of the ends one is chosen", () => {
  let ticks = withTick(firstTicks(PARTS), "stack", "0", false);
  ticks = withTick(ticks, "person", "d", false);
  ticks = withTick(ticks, "until", "10", true);
  expect(tickedOf(PARTS, ticks)).toEqual({ stacks: [2], persons: ["c"], until_ms: 10 });
});

test("what is no choice of the form is never said", () => {
  const ticks = withTick(firstTicks(PARTS), "stack", "7", true);
  expect(tickedOf(PARTS, ticks).stacks).toEqual([0, 2]);
});
