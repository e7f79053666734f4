import { expect, test } from "vitest";
import { asOne } from "../../src/viewer/figures";

test("in a language that runs from the right a value stays beside its unit, in the order in which both are read", () => {
  expect(asOne("المساحة \u2068100\u2069 \u2068mm²\u2069")).toBe("المساحة \u2068100 mm²\u2069");
  expect(asOne("\u206859.4\u2069 \u2068mm\u2069")).toBe("\u206859.4 mm\u2069");
  expect(asOne("Area 100 mm²")).toBe("Area 100 mm²");
});
