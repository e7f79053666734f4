import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Drawings } from "../../src/store/drawings";
import { type Drawn, Pencil } from "../../src/store/pencil";
import type { Shape } from "../../src/store/shape";
import type { MarkCard, MarkDrop, MarkPut } from "../../src/wire/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const arrow = (x: number): Shape => ({ stack: 0, pos: 3, kind: "arrow", points: [[0, 0], [x, 0]], text: "" });

/** A pencil with a server that numbers revisions as ours does and tells everybody. */
function desk(): { pencil: Pencil; drawings: Drawings; put: MarkPut[]; dropped: MarkDrop[]; refused: string[]; code: { next: string } } {
  const drawings = new Drawings(() => 0);
  const [put, dropped, refused]: [MarkPut[], MarkDrop[], string[]] = [[], [], []];
  const code = { next: "" };
  const answer = (ok: Drawn): Promise<Drawn> => {
    const said: Drawn = code.next ? { ok: false, code: code.next } : ok;
    code.next = "";
    return Promise.resolve(said);
  };
  const pencil = new Pencil(
    drawings,
    {
      put: (said) => {
        put.push(said);
        if (code.next) return answer({ ok: true });
        const rev = (said.base_rev ?? 0) + 1;
        const card: MarkCard = { author: "me", at_ms: 0, measured: [], note: "", text: "", ...said, rev };
        drawings.take({ put: [card], drop: [], whole: false, m: 1 });
        return answer({ ok: true, rev });
      },
      drop: (said) => {
        dropped.push(said);
        drawings.take({ put: [], drop: [said.id], whole: false, m: 1 });
        return answer({ ok: true });
      },
      refused: (why) => refused.push(why),
    },
    () => Date.now(),
  );
  return { pencil, drawings, put, dropped, refused, code };
}

test("a stroke is seen at once, told at most ten times a second with rising revisions, its end always", async () => {
  const { pencil, put, drawings } = desk();
  for (let x = 1; x <= 50; x += 1) {
    pencil.draw("a1", arrow(x));
    expect(pencil.on(0, 3)[0]?.shape.points[1]).toEqual([x, 0]);
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(300);
  expect(put.length).toBeLessThanOrEqual(11);
  expect(put.map((one) => one.base_rev)).toEqual(put.map((_, at) => at));
  expect(put.at(-1)?.points[1]).toEqual([50, 0]);
  expect(drawings.on(0, 3)).toHaveLength(1);
});

test("own steps are taken back and done again", async () => {
  const { pencil, dropped } = desk();
  pencil.draw("a1", arrow(5));
  pencil.done("a1", null);
  pencil.draw("a1", arrow(9));
  pencil.done("a1", arrow(5));
  await vi.advanceTimersByTimeAsync(500);
  pencil.undo();
  expect(pencil.shape("a1")?.points[1]).toEqual([5, 0]);
  pencil.undo();
  await vi.advanceTimersByTimeAsync(500);
  expect(pencil.on(0, 3)).toEqual([]);
  expect(dropped).toHaveLength(1);
  pencil.redo();
  pencil.redo();
  await vi.advanceTimersByTimeAsync(500);
  expect(pencil.shape("a1")?.points[1]).toEqual([9, 0]);
  expect(pencil.canRedo.value).toBe(false);
});

test("a mark somebody else took away is not brought back by undoing an older step", async () => {
  const { pencil, drawings, put } = desk();
  pencil.draw("a1", arrow(5));
  pencil.done("a1", null);
  await vi.advanceTimersByTimeAsync(500);
  drawings.take({ put: [], drop: ["a1"], whole: false, m: 2 });
  const before = put.length;
  pencil.undo();
  await vi.advanceTimersByTimeAsync(500);
  expect(put).toHaveLength(before);
  expect(pencil.canUndo.value).toBe(false);
});

test("a refused stroke goes, and why is said", async () => {
  const { pencil, refused, code } = desk();
  code.next = "too_many";
  pencil.draw("a1", arrow(5));
  await vi.advanceTimersByTimeAsync(200);
  expect(refused).toEqual(["too_many"]);
  expect(pencil.on(0, 3)).toEqual([]);
});

test("told to slow down, the newest stroke still arrives", async () => {
  const { pencil, refused, code, put } = desk();
  code.next = "rate";
  pencil.draw("a1", arrow(5));
  pencil.draw("a1", arrow(6));
  await vi.advanceTimersByTimeAsync(1500);
  expect(refused).toEqual([]);
  expect(put.at(-1)?.points[1]).toEqual([6, 0]);
});
