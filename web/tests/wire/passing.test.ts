import { expect, test } from "vitest";
import { Failed, mayPass } from "../../src/wire/http";

test.each([
  [0, true],
  [429, true],
  [500, true],
  [503, true],
  [401, false],
  [403, false],
  [404, false],
])("issue 9: what failed with %i is asked again: %s", (status, again) => {
  expect(mayPass(new Failed(status, "unknown"))).toBe(again);
});
