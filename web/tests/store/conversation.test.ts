import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Conversation, type SendChat } from "../../src/store/conversation";
import { emptyViewport } from "../../src/store/steering";
import type { ChatLine } from "../../src/wire/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function line(seq: number, changes: Partial<ChatLine> = {}): ChatLine {
  return { id: `i${seq}`, seq, author: "a", at_ms: 0, kind: "text", text: `t${seq}`, code: "", facts: {}, cid: "", channel: "talk", picture: null, ...changes };
}

function conversation(): Conversation {
  let next = 0;
  return new Conversation(() => `cid-${(next += 1)}`);
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test("lines stand in the server's order, each once", () => {
  const chat = conversation();
  chat.take([line(2), line(3)]);
  chat.take([line(1), line(2)]);
  expect(chat.lines.value.map((one) => one.seq)).toEqual([1, 2, 3]);
});

test("a gap is named so that it can be fetched", () => {
  const chat = conversation();
  chat.take([line(1), line(4)]);
  expect(chat.gapAfter).toBe(1);
  chat.take([line(2), line(3)]);
  expect(chat.gapAfter).toBeNull();
});

test("what is written while the line is down goes when it is back, in order", async () => {
  const chat = conversation();
  chat.write("one");
  chat.write("two");
  const sent: string[] = [];
  chat.connected((cid) => {
    sent.push(cid);
    return Promise.resolve({ ok: true });
  });
  await settle();
  expect(sent).toEqual(["cid-1", "cid-2"]);
});

test("an unanswered message goes again under the same cid, and its line replaces it", async () => {
  const chat = conversation();
  chat.write("one");
  chat.connected(() => Promise.reject(new Error("line down")));
  await settle();
  chat.disconnected();
  const sent: string[] = [];
  chat.connected((cid) => {
    sent.push(cid);
    return Promise.resolve({ ok: true });
  });
  await settle();
  expect(sent).toEqual(["cid-1"]);
  expect(chat.waiting.value[0]?.state).toBe("stored");
  chat.take([line(1, { cid: "cid-1" })]);
  expect(chat.waiting.value).toEqual([]);
});

test("its line may come before the answer", async () => {
  const chat = conversation();
  let answer: (said: { ok: true }) => void = () => undefined;
  const send: SendChat = () => new Promise((resolve) => (answer = resolve));
  chat.connected(send);
  chat.write("one");
  chat.take([line(1, { cid: "cid-1" })]);
  answer({ ok: true });
  await settle();
  expect(chat.waiting.value).toEqual([]);
});

test("a refused message stays, says why, and does not stop the next one", async () => {
  const chat = conversation();
  const sent: string[] = [];
  chat.connected((cid) => {
    sent.push(cid);
    return Promise.resolve(cid === "cid-1" ? { ok: false, code: "bad_value" } : { ok: true });
  });
  chat.write("one");
  chat.write("two");
  await settle();
  expect(chat.waiting.value[0]).toMatchObject({ state: "refused", code: "bad_value" });
  expect(sent).toEqual(["cid-1", "cid-2"]);
});

test("a message refused only for haste is tried again by itself", async () => {
  const chat = conversation();
  const answers = [{ ok: false as const, code: "rate" }, { ok: true as const }];
  chat.connected(() => Promise.resolve(answers.shift() ?? { ok: true }));
  chat.write("one");
  await vi.advanceTimersByTimeAsync(2000);
  expect(chat.waiting.value[0]?.state).toBe("stored");
});

test("a line goes with its picture, again and again the same one", async () => {
  const chat = conversation();
  const picture = { ...emptyViewport("a"), stack: 1, pos: 7 };
  chat.write("this one", picture);
  const sent: unknown[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    chat.connected((cid, text, shown) => {
      sent.push([cid, text, shown]);
      return Promise.reject(new Error("cut"));
    });
    await settle();
    chat.disconnected();
  }
  expect(sent).toEqual(Array.from({ length: 20 }, () => ["cid-1", "this one", picture]));
  chat.take([line(1, { cid: "cid-1", picture })]);
  expect(chat.waiting.value).toEqual([]);
});

test("unread is what others wrote after the last line read or answered", () => {
  const chat = conversation();
  chat.take([line(1), line(2, { kind: "system" }), line(3, { author: "me" }), line(4), line(5, { kind: "signal" })]);
  expect(chat.unread("me")).toBe(2);
  chat.read(4);
  expect(chat.unread("me")).toBe(1);
  chat.read(5);
  chat.read(1);
  expect(chat.unread("me")).toBe(0);
});

/** A server that stores each cid once, and a line that breaks before or after it has. */
class CutServer {
  readonly stored: ChatLine[] = [];
  up = true;
  #turn = 0;

  readonly say: SendChat = (cid, text, picture) => {
    this.#turn += 1;
    const fate = this.#turn % 5;
    if (!this.up || fate === 1) return Promise.reject(new Error("lost on the way there"));
    if (!this.stored.some((one) => one.cid === cid)) this.stored.push(line(this.stored.length + 1, { cid, text, picture, author: "me" }));
    if (fate === 3) return Promise.reject(new Error("lost on the way back"));
    return Promise.resolve({ ok: true });
  };
}

test("twenty cuts lose and double nothing, in order, pictures and all", async () => {
  const chat = conversation();
  const server = new CutServer();
  const said: string[] = [];
  for (let cut = 0; cut < 20; cut += 1) {
    server.up = true;
    chat.connected((cid, text, picture) => server.say(cid, text, picture));
    for (let number = 0; number < 3; number += 1) {
      const text = `${cut} ${number}`;
      said.push(text);
      chat.write(text, { ...emptyViewport("a"), stack: 0, pos: cut });
      if (number === 1) await settle();
    }
    await settle();
    server.up = false;
    chat.disconnected();
    chat.take(server.stored.slice(Math.max(0, chat.last - 2)));
  }
  server.up = true;
  chat.connected((cid, text, picture) => server.say(cid, text, picture));
  for (let turn = 0; turn < 60; turn += 1) await vi.advanceTimersByTimeAsync(2000);
  chat.take(server.stored);
  expect(server.stored.map((one) => one.text)).toEqual(said);
  expect(server.stored.every((one) => one.picture?.pos === Number(one.text.split(" ")[0]))).toBe(true);
  expect(chat.lines.value.map((one) => one.text)).toEqual(said);
  expect(chat.waiting.value).toEqual([]);
});

test("a line the server cannot store yet holds up no other and goes again only over a new line", async () => {
  const chat = conversation();
  chat.be("me");
  const sent: string[] = [];
  const send: SendChat = (cid) => {
    sent.push(cid);
    return new Promise(() => undefined);
  };
  chat.connected(send);
  chat.write("one");
  chat.write("two");
  await settle();
  expect(sent).toEqual(["cid-1"]);
  chat.takeUnkept([line(0, { cid: "cid-1", author: "me" })]);
  await settle();
  expect(sent).toEqual(["cid-1", "cid-2"]);
  expect(chat.waiting.value.map((one) => one.state)).toEqual(["unkept", "sending"]);
  chat.disconnected();
  chat.connected(send);
  await settle();
  expect(sent).toEqual(["cid-1", "cid-2", "cid-1"]);
  chat.take([line(1, { cid: "cid-1", author: "me" }), line(2, { cid: "cid-2", author: "me" })]);
  expect(chat.waiting.value).toEqual([]);
});

test("what others say is shown as not kept until its own line comes", () => {
  const chat = conversation();
  chat.be("me");
  chat.takeUnkept([line(0, { cid: "x", author: "a" }), line(0, { cid: "x", author: "b" })]);
  chat.takeUnkept([line(0, { cid: "x", author: "a" })]);
  expect(chat.unkept.value.map((one) => one.line.author)).toEqual(["b", "a"]);
  chat.take([line(1, { cid: "x", author: "a" })]);
  expect(chat.unkept.value.map((one) => one.line.author)).toEqual(["b"]);
  chat.takeUnkept([], [line(0, { cid: "x", author: "b" })]);
  expect(chat.unkept.value).toEqual([]);
});

test("what a server that is gone had not stored is said to be lost, unless it comes after all", () => {
  const chat = conversation();
  chat.be("me");
  chat.takeUnkept([line(0, { cid: "x" }), line(0, { cid: "y" }), line(0, { cid: "z" })]);
  chat.take([line(1, { cid: "x" })]);
  chat.returned([line(0, { cid: "y" })]);
  expect(chat.unkept.value.map((one) => [one.line.cid, one.lost])).toEqual([["z", true], ["y", false]]);
  chat.take([line(2, { cid: "z" })]);
  expect(chat.unkept.value.map((one) => one.line.cid)).toEqual(["y"]);
  chat.returned([]);
  chat.dismiss(line(0, { cid: "y" }));
  expect(chat.unkept.value).toEqual([]);
});

test("a line of somebody else under my own id confirms nothing of mine", () => {
  const chat = conversation();
  chat.be("me");
  chat.write("one");
  chat.take([line(1, { cid: "cid-1", author: "a" })]);
  chat.takeUnkept([line(0, { cid: "cid-1", author: "b" })]);
  expect(chat.waiting.value.map((one) => one.state)).toEqual(["sending"]);
});
