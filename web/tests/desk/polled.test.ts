import { expect, test } from "vitest";
import { mayPass } from "../../src/desk/polled";
import { Failed } from "../../src/wire/http";

test.each([
  [0, true],
  [429, true],
  [503, true],
  [403, false],
  [404, false],
])("issue 9: what failed with %i is asked again: %s", (status, again) => {
  expect(mayPass(new Failed(status, "unknown"))).toBe(again);
});
