import { expect, test } from "vitest";
import { Clock } from "../../src/store/clock";

test("the shortest round trip decides the offset", () => {
  let local = 1000;
  const clock = new Clock(() => local);
  local = 1400;
  clock.sample(1000, 6500);
  local = 1420;
  clock.sample(1400, 6410);
  expect(clock.now()).toBe(6420);
  local = 2420;
  clock.sample(1420, 9999);
  expect(clock.now()).toBe(7420);
});

test("a message with the server's time is a first guess that a round trip betters", () => {
  let local = 0;
  const clock = new Clock(() => local);
  clock.hint(5000);
  expect(clock.now()).toBe(5000);
  local = 10;
  clock.sample(0, 5105);
  expect(clock.now()).toBe(5110);
  clock.hint(1);
  expect(clock.now()).toBe(5110);
});
