import { expect, test } from "vitest";
import { unnoticed } from "../../src/store/signals";
import type { ChatLine } from "../../src/wire/messages";

function line(seq: number, changes: Partial<ChatLine>): ChatLine {
  return { id: `i${seq}`, seq, author: "p", at_ms: seq, kind: "text", text: "", code: "", facts: {}, cid: "", channel: "talk", picture: null, ...changes };
}
const signal = (seq: number, text: string): ChatLine => line(seq, { kind: "signal", text });
const noticed = (seq: number, of: number): ChatLine =>
  line(seq, { kind: "system", author: "system", code: "signal_noticed", facts: { participant: "h", signal: of } });

test("a signal stays until somebody has noticed it", () => {
  expect(unnoticed([signal(1, "call")])).toMatchObject([{ author: "p", kind: "call", seq: 1, times: 1 }]);
  expect(unnoticed([signal(1, "call"), noticed(2, 1)])).toEqual([]);
});

test("tapped again and again it is one, counted; noticing the newest notices all", () => {
  const taps = [signal(1, "again"), signal(2, "again"), line(3, { text: "hello" }), signal(4, "again")];
  expect(unnoticed(taps)).toMatchObject([{ kind: "again", seq: 4, times: 3 }]);
  expect(unnoticed([...taps, noticed(5, 4)])).toEqual([]);
});

test("noticing an old one leaves a newer one", () => {
  expect(unnoticed([signal(1, "again"), signal(2, "again"), noticed(3, 1)])).toMatchObject([{ seq: 2 }]);
});

test("each kind is noticed by itself, oldest first", () => {
  const asked = unnoticed([signal(1, "slower"), signal(2, "unclear"), signal(3, "slower"), noticed(4, 2)]);
  expect(asked.map((one) => one.kind)).toEqual(["slower"]);
});
