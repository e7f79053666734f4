import { beforeEach, expect, test, vi } from "vitest";
import type { FromWorker, ToWorker } from "../../src/worker/protocol";

vi.mock("../../src/worker/frames.worker.ts?worker&url", () => ({ default: "/assets/frames.js" }));

/** The browser's side of a worker: what it was told, and whether it still runs. */
class BrowserWorker {
  static readonly started: BrowserWorker[] = [];
  readonly told: ToWorker[] = [];
  ended = false;
  #hear: (event: { data: FromWorker }) => void = () => undefined;

  constructor() {
    BrowserWorker.started.push(this);
  }

  addEventListener(_: string, hear: (event: { data: FromWorker }) => void): void {
    this.#hear = hear;
  }

  postMessage(message: ToWorker): void {
    this.told.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  says(data: FromWorker): void {
    this.#hear({ data });
  }
}

const { started } = BrowserWorker;
const heard: FromWorker[] = [];
const make = async () => new (await import("../../src/room/worker")).FramesWorker((message) => heard.push(message));

beforeEach(() => {
  started.length = heard.length = 0;
  vi.stubGlobal("Worker", BrowserWorker);
  return () => vi.unstubAllGlobals();
});

test("LK-4: an end ends the worker itself; the next connection starts another", async () => {
  const frames = await make();
  const first = frames.begin("s", "p");
  started[0]?.says({ type: "public", ecdh: "one", have: ["a"] });
  expect(await first).toBe("one");
  frames.end();
  expect(frames.alive).toBe(false);
  expect(frames.have).toEqual([]);
  frames.say({ type: "show" });
  const second = frames.begin("s", "p");
  expect(started.map((worker) => worker.ended)).toEqual([true, false]);
  started[1]?.says({ type: "public", ecdh: "two", have: [] });
  expect(await second).toBe("two");
});

test("what an ended worker still says is not heard", async () => {
  const frames = await make();
  void frames.begin("s", "p");
  started[0]?.says({ type: "public", ecdh: "one", have: [] });
  frames.end();
  void frames.begin("s", "p");
  started[0]?.says({ type: "keyed", epoch: 3 });
  expect(heard).toEqual([]);
});

test("a connection that waits for its key pair gets one although an end came between", async () => {
  const frames = await make();
  const waiting = frames.begin("s", "p");
  frames.end();
  expect(started[1]?.told).toEqual([{ type: "begin", session: "s", participant: "p" }]);
  started[1]?.says({ type: "public", ecdh: "two", have: [] });
  expect(await waiting).toBe("two");
});

test("closed, nothing begins again", async () => {
  const frames = await make();
  void frames.begin("s", "p");
  frames.close();
  expect(started.map((worker) => worker.ended)).toEqual([true]);
});

test("LK-4: what an ended worker's keys leave behind is written over, once for each that was running", async () => {
  vi.useFakeTimers();
  const digest = vi.spyOn(crypto.subtle, "digest");
  const frames = await make();
  frames.end();
  frames.end();
  expect(digest).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  const lengths = new Set(digest.mock.calls.map(([, bytes]) => bytes.byteLength));
  expect([lengths, digest.mock.calls.length]).toEqual([new Set([32]), 3 * 2000]);
  vi.useRealTimers();
});
