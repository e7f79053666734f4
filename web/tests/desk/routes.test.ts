import { expect, test } from "vitest";
import { addressOf, routeOf } from "../../src/desk/routes";

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
