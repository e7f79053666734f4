import { beforeEach, expect, test, vi } from "vitest";
import type { FrameMeta } from "../../src/wire/messages";
import type { FromWorker, Picture, ToWorker } from "../../src/worker/protocol";
import { frameMeta } from "../frames";
import { sealedFrame, wrappedKey } from "./sealing";

type Listener = (event: { data: ToWorker }) => void;

/** The page's side of the worker: what it was told, which of the bitmaps are open. */
class Page {
  readonly heard: FromWorker[] = [];
  readonly open = new Set<object>();
  #say: Listener = () => undefined;

  async start(): Promise<void> {
    vi.resetModules();
    vi.useFakeTimers({ toFake: ["setInterval", "performance", "Date"] });
    vi.stubGlobal("postMessage", (message: FromWorker) => this.heard.push(message));
    vi.stubGlobal("addEventListener", (_: string, listener: Listener) => (this.#say = listener));
    vi.stubGlobal("createImageBitmap", () => {
      const bitmap = { close: () => this.open.delete(bitmap) };
      this.open.add(bitmap);
      return Promise.resolve(bitmap);
    });
    await import("../../src/worker/frames.worker");
  }

  say(message: ToWorker): void {
    this.#say({ data: structuredClone(message) });
  }

  /** The last message of a kind, once there are so many of them. */
  async hears<Type extends FromWorker["type"]>(type: Type, count = 1): Promise<FromWorker & { type: Type }> {
    const of = (): FromWorker[] => this.heard.filter((message) => message.type === type);
    await vi.waitFor(() => expect(of().length).toBeGreaterThanOrEqual(count));
    return of().at(-1) as FromWorker & { type: Type };
  }

  /** Connected, with the key of an epoch and so many sealed frames. */
  async lit(epoch: number, frames: number): Promise<void> {
    this.say({ type: "begin", session: "s", participant: "p" });
    const { ecdh } = await this.hears("public");
    await this.keyed(ecdh, epoch);
    for (let pos = 0; pos < frames; pos += 1) await this.frame({ pos, epoch, n: pos + 1 });
    this.say({ type: "focus", pictures: pictures(frames) });
    await this.hears("bitmap", frames);
  }

  async keyed(ecdh: string, epoch: number): Promise<void> {
    const wrapped = await wrappedKey(ecdh, { session: "s", participant: "p", epoch });
    this.say({ type: "key", epoch, wrapped, lease_ms: 30_000 });
    await this.hears("keyed");
  }

  async frame(changes: Partial<FrameMeta>): Promise<void> {
    const meta = frameMeta({ fid: `${String(changes.epoch)}-${String(changes.pos)}`, ...changes });
    this.say({ type: "frame", meta, sealed: await sealedFrame("s", meta) });
  }

  /** What a new connection would be told that is kept here. */
  async kept(): Promise<string[]> {
    const before = this.heard.filter(({ type }) => type === "public").length;
    this.say({ type: "begin", session: "s", participant: "p" });
    return (await this.hears("public", before + 1)).have;
  }
}

function pictures(count: number): Picture[] {
  return Array.from({ length: count }, (_, pos) => ({ stack: 0, pos, voi: null }));
}

let page: Page;
beforeEach(async () => {
  page = new Page();
  await page.start();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

test("with a key the wanted pictures come as bitmaps, and their sealed frames outlive a cut line", async () => {
  await page.lit(3, 4);
  expect(page.open.size).toBe(4);
  expect((await page.kept()).sort()).toEqual(["3-0", "3-1", "3-2", "3-3"]);
});

test("T-39: told to go dark, nothing is kept and nothing is decoded any more", async () => {
  await page.lit(3, 4);
  page.say({ type: "dark" });
  await page.hears("dark");
  const before = page.heard.length;
  await page.frame({ pos: 9, epoch: 3, n: 9 });
  page.say({ type: "focus", pictures: pictures(10) });
  await page.hears("stored", 5);
  expect(page.heard.slice(before).some(({ type }) => type === "bitmap")).toBe(false);
  page.say({ type: "dark" });
  expect(await page.kept()).toEqual([]);
});

test("T-39: 30 s without a lease do the same, whatever the page does", async () => {
  await page.lit(3, 4);
  vi.advanceTimersByTime(31_000);
  expect((await page.hears("dark")).reason).toBe("lease");
  expect(await page.kept()).toEqual([]);
});

test("T-39: at the deadline as well, with a living lease", async () => {
  await page.lit(3, 4);
  page.say({ type: "deadline", left_ms: 1000 });
  vi.advanceTimersByTime(1500);
  expect((await page.hears("dark")).reason).toBe("deadline");
  expect(await page.kept()).toEqual([]);
});

test("T-38: after the dark a wrapped key that somebody kept opens nothing; a new one does", async () => {
  await page.lit(3, 2);
  const { ecdh } = await page.hears("public");
  const again = await wrappedKey(ecdh, { session: "s", participant: "p", epoch: 3 });
  page.say({ type: "key", epoch: 3, wrapped: again, lease_ms: 30_000 });
  await page.hears("keyed", 2);
  page.say({ type: "dark" });
  await page.hears("dark");
  page.say({ type: "key", epoch: 3, wrapped: again, lease_ms: 30_000 });
  await page.frame({ pos: 5, epoch: 3, n: 9 });
  page.say({ type: "focus", pictures: pictures(6) });
  await page.keyed(ecdh, 4);
  await page.hears("keyed", 3);
  expect(page.heard.filter(({ type }) => type === "keyed")).toHaveLength(3);
  expect(page.heard.filter(({ type }) => type === "bitmap")).toHaveLength(2);
});

test("out of sight nothing is decoded; back in sight it is", async () => {
  await page.lit(3, 2);
  page.say({ type: "hide" });
  await page.frame({ pos: 2, epoch: 3, n: 3 });
  page.say({ type: "focus", pictures: pictures(3) });
  await page.hears("stored", 3);
  expect(page.heard.filter(({ type }) => type === "bitmap")).toHaveLength(2);
  page.say({ type: "show" });
  await page.hears("bitmap", 5);
});

test("decisions 3: a new epoch's key leaves no sealed frame of the former one", async () => {
  await page.lit(3, 4);
  const { ecdh } = await page.hears("public");
  await page.keyed(ecdh, 4);
  await page.hears("keyed", 2);
  expect(await page.kept()).toEqual([]);
});

test("pictures that are not wanted any more are dropped from the page", async () => {
  await page.lit(3, 4);
  page.say({ type: "focus", pictures: pictures(1) });
  expect((await page.hears("drop")).keys.sort()).toEqual(["0/1/own", "0/2/own", "0/3/own"]);
});
