import { expect, test } from "vitest";
import { codeWays, couldBeAddress, isSent, linkWays, plainWays, waysAsked, withCode, withLink } from "../../src/desk/consults/ways";
import type { SessionTypeCard } from "../../src/wire/messages";

const START = Date.UTC(2026, 10, 22, 13);
const TYPE = { link_uses: 3, doors_min: 10 } as SessionTypeCard;
const BOTH = ["mail", "text"] as const;

test("with nothing configured a link is handed over and a code read out", () => {
  expect(linkWays([])).toEqual(["hand"]);
  expect(codeWays([], "hand")).toEqual(["read"]);
  expect(isSent(plainWays())).toBe(false);
});

test.each(["mail", "text"] as const)("a code never goes where its link goes: %s", (way) => {
  expect(codeWays(BOTH, way)).not.toContain(way);
  const clash = withLink(withCode(plainWays(), way), way, BOTH);
  expect(clash.codeBy).toBe("read");
});

test("an address goes with its channel", () => {
  const ways = { ...withLink(plainWays(), "mail", BOTH), linkTo: "maria@mail.example" };
  expect(withLink(ways, "text", BOTH).linkTo).toBe("");
  expect(withCode(ways, "text").linkTo).toBe("maria@mail.example");
});

test.each([
  ["mail", "maria@mail.example", true],
  ["mail", "maria", false],
  ["text", "+34 600 123 456", true],
  ["text", "600123456", false],
  ["hand", "", true],
  ["read", "", true],
] as const)("%s to %s: %s", (way, typed, good) => {
  expect(couldBeAddress(way, typed)).toBe(good);
});

test("the window follows the start, devices stay below what the type lets in", () => {
  expect(waysAsked(plainWays(), TYPE, START)).toMatchObject({ uses_max: null, not_before_ms: null, not_after_ms: null });
  const chosen = { ...plainWays(), uses: 5, fromDoors: true, after: 60 };
  expect(waysAsked(chosen, TYPE, START)).toMatchObject({
    uses_max: 3,
    not_before_ms: START - 600_000,
    not_after_ms: START + 3_600_000,
  });
});
