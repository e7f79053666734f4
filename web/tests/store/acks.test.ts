import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Acks } from "../../src/store/acks";
import type { Ack } from "../../src/wire/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function acks(): { acks: Acks; sent: Ack[] } {
  const sent: Ack[] = [];
  return { acks: new Acks((ack) => sent.push(ack)), sent };
}

test("the first picture of a connection is told at once: it is what the line is known by", () => {
  const { acks: made, sent } = acks();
  made.arrived(1, 10);
  made.stored(1);
  expect(sent).toEqual([{ n: 1, m: 0, shown: [] }]);
});

test("receipts wait 100 ms and go as one", () => {
  const { acks: made, sent } = acks();
  made.arrived(1, 10);
  made.stored(1);
  sent.length = 0;
  made.arrived(2, 10);
  made.arrived(3, 10);
  made.stored(2);
  made.control(5);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([{ n: 2, m: 5, shown: [] }]);
});

test("a full window of three frames is told at once", () => {
  const { acks: made, sent } = acks();
  for (const n of [1, 2, 3]) made.arrived(n, 10);
  made.stored(1);
  expect(sent).toEqual([{ n: 1, m: 0, shown: [] }]);
});

test("192 KiB are told at once", () => {
  const { acks: made, sent } = acks();
  made.arrived(1, 192 * 1024);
  made.stored(1);
  expect(sent).toHaveLength(1);
});

test("a frame that is still fetched holds back the count of those after it", () => {
  const { acks: made, sent } = acks();
  made.arrived(1, 0);
  made.arrived(2, 10);
  made.stored(2);
  vi.advanceTimersByTime(200);
  expect(sent).toEqual([]);
  made.stored(1);
  vi.advanceTimersByTime(200);
  expect(sent).toEqual([{ n: 2, m: 0, shown: [] }]);
});

test("what was painted is told with its time", () => {
  const { acks: made, sent } = acks();
  made.shown("fid", 1234.6);
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([{ n: 0, m: 0, shown: [["fid", 1235]] }]);
});

test("a new connection counts anew", () => {
  const { acks: made, sent } = acks();
  made.control(9);
  made.restart();
  vi.advanceTimersByTime(200);
  made.control(1);
  vi.advanceTimersByTime(200);
  expect(sent).toEqual([{ n: 0, m: 1, shown: [] }]);
});
