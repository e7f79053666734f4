import { expect, test } from "vitest";
import { ahead } from "../../src/wire/ahead";

test("what was asked ahead is given once; then everybody asks anew", async () => {
  let asked = 0;
  const ask = ahead(() => Promise.resolve((asked += 1)));
  expect(asked).toBe(1);
  expect([await ask(), await ask(), await ask()]).toEqual([1, 2, 3]);
});

test("a refusal is heard by whoever takes it, and the next one asks anew", async () => {
  let refused = true;
  const ask = ahead(() => (refused ? Promise.reject(new Error("not now")) : Promise.resolve("here")));
  await new Promise((turn) => setTimeout(turn));
  refused = false;
  await expect(ask()).rejects.toThrow("not now");
  expect(await ask()).toBe("here");
});
