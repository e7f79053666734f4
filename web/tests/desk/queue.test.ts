import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AT_ONCE } from "../../src/desk/intake/lanes";
import { type Sender, UploadQueue } from "../../src/desk/intake/queue";
import { newRow, problemsOf } from "../../src/desk/intake/rows";
import { Failed } from "../../src/wire/http";
import type { FileReport, Import } from "../../src/wire/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server of one import: each file gets the outcome its name asks for. */
class Server implements Sender {
  begun = 0;
  finished = 0;
  atOnce = 0;
  most = 0;
  sent: string[] = [];
  files: FileReport[] = [];
  working = 0;
  /** What a send fails with, by name; used up one by one. */
  failures = new Map<string, Failed[]>();
  slow = false;

  begin(): Promise<Import> {
    this.begun += 1;
    return Promise.resolve(this.answer([]));
  }

  async send(_id: string, file: Blob, name: string, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Import> {
    this.atOnce += 1;
    this.most = Math.max(this.most, this.atOnce);
    try {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, this.slow ? 60_000 : 10);
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    } finally {
      this.atOnce -= 1;
    }
    const failed = this.failures.get(name)?.shift();
    if (failed) throw failed;
    onSent(file.size);
    this.sent.push(name);
    if (name.endsWith(".zip")) return this.answer([]);
    return this.answer([this.report(name)]);
  }

  report(name: string): FileReport {
    const bad = name.startsWith("bad");
    const outcome = bad ? "unreadable" : "accepted";
    const made = { seq: this.files.length + 1, name, outcome, code: bad ? "truncated" : "", kind: "", study_id: bad ? "" : "s", series_id: "" } as const;
    this.files.push(made);
    return made;
  }

  state(_id: string, since: number): Promise<Import> {
    return Promise.resolve(this.answer(this.files.filter((file) => file.seq > since).slice(0, 2)));
  }

  finish(): Promise<Import> {
    this.finished += 1;
    return Promise.resolve(this.answer([]));
  }

  answer(files: FileReport[]): Import {
    const count = (outcome: string): number => this.files.filter((file) => file.outcome === outcome).length;
    return {
      id: "i",
      state: "open",
      received: this.files.length,
      working: this.working,
      accepted: count("accepted"),
      duplicate: 0,
      not_an_image: 0,
      unreadable: count("unreadable"),
      studies: [],
      files,
    };
  }
}

function made(): { server: Server; queue: UploadQueue; told: () => number } {
  const server = new Server();
  let told = 0;
  const queue = new UploadQueue(server, () => (told += 1), () => Date.now());
  return { server, queue, told: () => told };
}

function named(...names: string[]): { file: File; name: string }[] {
  return names.map((name) => ({ file: new File(["0123456789"], name), name }));
}

const settle = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

test("never more than four files are on their way, and each gets its outcome", async () => {
  const { server, queue } = made();
  void queue.take(named(...Array.from({ length: 9 }, (_, at) => `${at}.dcm`), "bad.dcm"));
  await settle(200);
  expect(server.most).toBe(AT_ONCE);
  expect(queue.counts).toMatchObject({ accepted: 9, unreadable: 1 });
  expect(queue.rows.map((row) => row.state)).toEqual([...Array<string>(9).fill("accepted"), "unreadable"]);
  expect([queue.busy, queue.doneFiles, queue.sentBytes, queue.totalBytes]).toEqual([false, 10, 100, 100]);
  expect([...queue.studies]).toEqual(["s"]);
});

test("one import is begun and finished for a batch, and a batch after it gets its own", async () => {
  const { server, queue } = made();
  void queue.take(named("1", "2"));
  await settle(200);
  expect([server.begun, server.finished]).toEqual([1, 1]);
  void queue.take(named("3"));
  await settle(200);
  expect([server.begun, server.finished]).toEqual([2, 2]);
  expect(queue.rows.map((row) => row.name)).toEqual(["3"]);
});

test("a broken line is tried again by itself", async () => {
  const { server, queue } = made();
  server.failures.set("1", [new Failed(0, "unreachable"), new Failed(503, "busy")]);
  void queue.take(named("1"));
  await settle(6000);
  expect(server.sent).toEqual(["1"]);
});

test("too fast waits as long as the server says", async () => {
  const { server, queue } = made();
  server.failures.set("1", [new Failed(429, "slow_down", { retry_ms: 20_000 })]);
  void queue.take(named("1"));
  await settle(19_000);
  expect(server.sent).toEqual([]);
  await settle(2000);
  expect(server.sent).toEqual(["1"]);
});

test("a line that stays down stops everything instead of failing a thousand files", async () => {
  const { server, queue } = made();
  const names = Array.from({ length: 8 }, (_, at) => String(at));
  for (const name of names) server.failures.set(name, Array.from({ length: 4 }, () => new Failed(0, "unreachable")));
  void queue.take(named(...names));
  await settle(60_000);
  expect(queue.stopped?.code).toBe("unreachable");
  expect(queue.rows.every((row) => row.state === "waiting" || row.state === "not_sent")).toBe(true);
  expect(queue.notSent).toBeLessThan(AT_ONCE);
});

test("a file that is refused names its reason while the rest goes on, and can be sent again", async () => {
  const { server, queue } = made();
  server.failures.set("large", [new Failed(413, "file_too_large", { limit_bytes: 5 })]);
  void queue.take(named("large", "1"));
  await settle(200);
  expect(queue.rows.map((row) => [row.state, row.code])).toEqual([["not_sent", "file_too_large"], ["accepted", ""]]);
  queue.again();
  await settle(200);
  expect(queue.rows.map((row) => row.state)).toEqual(["accepted", "accepted"]);
  expect([queue.notSent, queue.doneFiles, queue.sentBytes]).toEqual([0, 2, 20]);
});

test.each([
  [403, "quota_reached"],
  [503, "storage_full"],
  [401, "signed_out"],
])("%i %s stops the rest, which goes on when told to", async (status, code) => {
  const { server, queue } = made();
  server.failures.set("1", [new Failed(status, code)]);
  void queue.take(named("1", "2", "3", "4", "5", "6"));
  await settle(5000);
  expect(queue.stopped?.code).toBe(code);
  expect(server.sent).not.toContain("1");
  expect(queue.busy).toBe(true);
  queue.resume();
  await settle(200);
  expect(server.sent.sort()).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(queue.busy).toBe(false);
});

test("an import that was closed meanwhile is begun anew", async () => {
  const { server, queue } = made();
  server.failures.set("1", [new Failed(409, "import_finished")]);
  void queue.take(named("1"));
  await settle(200);
  expect([server.begun, server.sent]).toEqual([2, ["1"]]);
});

test("a beginning that failed is tried again", async () => {
  const { server, queue } = made();
  const begin = vi.spyOn(server, "begin").mockRejectedValueOnce(new Failed(503, "busy"));
  void queue.take(named("1"));
  await settle(2000);
  expect(begin).toHaveBeenCalledTimes(2);
  expect(server.sent).toEqual(["1"]);
});

test("stopping keeps what has arrived and forgets what was on its way", async () => {
  const { server, queue } = made();
  void queue.take(named("1"));
  await settle(50);
  server.slow = true;
  void queue.take(named("2", "3", "4", "5", "6"));
  await settle(50);
  queue.cancel();
  await settle(200);
  expect([queue.busy, queue.cancelled, queue.rows.length, queue.totalBytes]).toEqual([false, true, 0, 0]);
  expect(server.finished).toBe(2);
});

test("members of a zip are listed page by page as the server reads them", async () => {
  const { server, queue } = made();
  server.working = 1;
  void queue.take(named("a.zip"));
  await settle(100);
  expect([queue.rows[0]?.state, queue.reading, queue.busy]).toEqual(["reading", 1, true]);
  for (const name of ["a", "b", "bad", "c", "d"]) server.report(name);
  server.working = 0;
  await settle(5000);
  expect(queue.rows.map((row) => [row.name, row.state])).toEqual([
    ["a.zip", "unpacked"],
    ["a", "accepted"],
    ["b", "accepted"],
    ["bad", "unreadable"],
    ["c", "accepted"],
    ["d", "accepted"],
  ]);
  expect([queue.busy, server.finished]).toEqual([false, 1]);
});

test("a file that was heard of while a zip was asked for stands in the list once", async () => {
  const { server, queue } = made();
  server.working = 1;
  void queue.take(named("a.zip", "1", "2", "3"));
  await settle(3000);
  server.working = 0;
  await settle(5000);
  expect(queue.rows.map((row) => row.name)).toEqual(["a.zip", "1", "2", "3"]);
});

test("a thousand files tell the page a few times a second, not a thousand times", async () => {
  const { queue, told } = made();
  void queue.take(named(...Array.from({ length: 1000 }, (_, at) => String(at))));
  await settle(5000);
  expect(queue.counts.accepted).toBe(1000);
  expect(told()).toBeLessThan(45);
});

test("what cannot be read stands before what is no picture, each in the order they came", () => {
  const rows = (["not_an_image", "unreadable", "accepted", "not_sent"] as const).map((state, key) => ({ ...newRow(key, state), state }));
  expect(problemsOf(rows).map((row) => row.state)).toEqual(["unreadable", "not_sent", "not_an_image"]);
});
