import { expect, test } from "vitest";
import { Clock } from "../../src/store/clock";

/** A page whose clock stands where the test puts it, and whose wall clock may be set. */
function page(at = 0): { clock: Clock; to: (local: number) => void; set: (ahead: number) => void } {
  let [local, ahead] = [at, 0];
  const clock = new Clock(
    () => local,
    () => local + ahead,
  );
  return { clock, to: (next) => (local = next), set: (next) => (ahead = next) };
}

test("the shortest round trip decides the offset", () => {
  const { clock, to } = page(1000);
  to(1400);
  clock.sample(1000, 6500);
  to(1420);
  clock.sample(1400, 6410);
  expect(clock.now()).toBe(6420);
  to(2420);
  clock.sample(1420, 9999);
  expect(clock.now()).toBe(7420);
});

test("a new round over a busy line does not move a clock that is known better (C11)", () => {
  const { clock, to } = page();
  to(20);
  clock.sample(0, 5010);
  clock.restart();
  to(60_800);
  clock.sample(60_000, 65_700);
  expect(clock.now()).toBe(65_800);
  expect(clock.trip).toBe(800);
});

test("what was measured long ago gives way to what is better than its drift (C11)", () => {
  const { clock, to } = page();
  to(20);
  clock.sample(0, 5010);
  to(600_060);
  clock.sample(600_000, 605_090);
  expect(clock.now()).toBe(605_120);
});

test("a wall clock that was set, or a sleep, makes the next round trip count, however long", () => {
  const { clock, to, set } = page();
  to(20);
  clock.sample(0, 5010);
  set(3_600_000);
  clock.restart();
  to(1_000);
  clock.sample(200, 9_000);
  expect(clock.now()).toBe(9_400);
});

test("a message with the server's time is a first guess that a round trip betters", () => {
  const { clock, to } = page();
  clock.hint(5000);
  expect(clock.now()).toBe(5000);
  to(10);
  clock.sample(0, 5105);
  expect(clock.now()).toBe(5110);
  clock.hint(1);
  expect(clock.now()).toBe(5110);
});

test("no message comes before it was sent: a clock that would say so was wrong", () => {
  const { clock, to } = page();
  to(20);
  clock.sample(0, 5010);
  to(1000);
  clock.hint(5_991);
  expect(clock.now()).toBe(6_000);
  clock.hint(9_000);
  expect(clock.now()).toBe(9_000);
});
