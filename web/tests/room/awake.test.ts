import { expect, test } from "vitest";
import { Awake } from "../../src/room/awake";

/** A browser that counts who keeps the screen awake. */
class Locks {
  held = 0;
  request(): Promise<WakeLockSentinel> {
    this.held += 1;
    const lock = {
      released: false,
      release: (): Promise<void> => {
        if (!lock.released) this.held -= 1;
        lock.released = true;
        return Promise.resolve();
      },
    };
    return Promise.resolve(lock as unknown as WakeLockSentinel);
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

test("awake while a picture is shown, released when hidden, taken anew when seen again", async () => {
  const locks = new Locks();
  const awake = new Awake(locks);
  const held: number[] = [];
  for (const act of [() => awake.want(true), () => awake.seen(true), () => awake.seen(false), () => awake.want(false), () => awake.seen(false)]) {
    act();
    await settle();
    held.push(locks.held);
  }
  expect(held).toEqual([1, 0, 1, 0, 0]);
});

test("a lock that comes too late is given back", async () => {
  const locks = new Locks();
  const awake = new Awake(locks);
  awake.want(true);
  awake.want(false);
  await settle();
  expect(locks.held).toBe(0);
});

test("without a secure context nothing is asked", async () => {
  const awake = new Awake(undefined);
  awake.want(true);
  await settle();
  awake.want(false);
});
