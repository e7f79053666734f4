import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Failed, get, post } from "../../src/wire/http";

const asked: string[] = [];
let answers: (readonly [number, unknown])[] = [];

const draining = [503, { error: { code: "draining", facts: { retry_ms: 1000 } } }] as const;

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("fetch", (path: string, { method }: RequestInit) => {
    asked.push(`${method} ${path}`);
    const [status, body] = answers[0] ?? [500, {}];
    if (answers.length > 1) answers = answers.slice(1);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("SES-257: a process that stops is asked again a moment later, and nobody reads of it", async () => {
  answers = [draining, draining, [200, { made: 1 }]];
  const answer = post("/api/consults", {});
  await vi.advanceTimersByTimeAsync(700);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await answer).toEqual({ made: 1 });
  expect(asked).toEqual(["POST /api/consults", "POST /api/consults", "POST /api/consults"]);
});

test("one that never ends is said; every other refusal at once", async () => {
  answers = [draining];
  const never = get("/api/me").catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await never).toMatchObject({ code: "draining" });
  expect(asked).toHaveLength(11);
  answers = [[503, { error: { code: "storage_unavailable", facts: {} } }]];
  await expect(get("/api/me")).rejects.toBeInstanceOf(Failed);
  expect(asked).toHaveLength(12);
});
