import { expect, test } from "vitest";
import { addressOf, isFor, routeOf } from "../../src/desk/routes";

const ID = "0123456789abcdef0123456789abcdef";

test.each([
  "/",
  "/studies",
  `/studies/${ID}`,
  "/consults/new",
  `/consults/new?study=${ID}`,
  `/consults/${ID}`,
  `/consults/${ID}/room`,
  "/opinions/new",
  `/opinions/new?study=${ID}`,
  `/opinions/new?consult=${ID}`,
  `/opinions/${ID}`,
  `/opinions/${ID}/read`,
  "/records",
  `/records/${ID}`,
  "/help",
])("%s and its page agree", (address) => {
  const url = new URL(address, "https://clinic.example");
  expect(addressOf(routeOf(url.pathname, url.search))).toBe(address);
});

test.each(["/studies/x", `/consults/${ID}/other`, "/admin", `/records/${ID.toUpperCase()}`])("%s is no page", (path) => {
  expect(routeOf(path).page).toBe("nowhere");
});

test("a study that is no id is asked for again", () => {
  expect(routeOf("/consults/new", "?study=../x")).toEqual({ page: "new-consult", study: "" });
});

test("pages of another role are not drawn", () => {
  expect([isFor("provider", "people"), isFor("specialist", "audit-seen"), isFor("auditor", "studies")]).toEqual([false, false, false]);
  expect([isFor("administrator", "people"), isFor("auditor", "audit"), isFor("specialist", "record")]).toEqual([true, true, true]);
  for (const role of ["provider", "specialist", "administrator", "auditor"]) expect(isFor(role, "help")).toBe(true);
});
