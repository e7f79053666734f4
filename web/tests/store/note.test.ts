import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type NotePort, NoteWriting } from "../../src/store/note";
import { Failed } from "../../src/wire/http";
import type { Note, SaveNote, SignNote } from "../../src/wire/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A server that keeps one note; `refuse` is what it says next instead. */
class Kept implements NotePort {
  note: Note = { signed: [], draft: { version: 1, revision: 0, text: "", at_ms: 0 }, may_write: true };
  refuse: Failed[] = [];
  said: string[] = [];

  read = (): Promise<Note> => Promise.resolve(this.note);

  save = async ({ version, revision, text }: SaveNote): Promise<Note> => {
    await Promise.resolve();
    const refused = this.refuse.shift();
    if (refused) throw refused;
    if (revision !== this.note.draft.revision) throw new Failed(409, "conflict");
    this.said.push(text);
    this.note = { ...this.note, draft: { version, revision: revision + 1, text, at_ms: 1 } };
    return this.note;
  };

  sign = ({ version }: SignNote): Promise<Note> => {
    const signed = { version, text: this.note.draft.text, signed_ms: 2, digest: "" };
    this.note = { signed: [...this.note.signed, signed], draft: { version: version + 1, revision: 0, text: "", at_ms: 0 }, may_write: true };
    return Promise.resolve(this.note);
  };
}

async function opened(): Promise<{ kept: Kept; writing: NoteWriting }> {
  const kept = new Kept();
  const writing = new NoteWriting(kept);
  await writing.open();
  return { kept, writing };
}

test("words are saved two seconds after the last key, once", async () => {
  const { kept, writing } = await opened();
  writing.write("A");
  await pass(1500);
  writing.write("A nodule.");
  await pass(1500);
  expect(kept.said).toEqual([]);
  await pass(600);
  expect(kept.said).toEqual(["A nodule."]);
  expect(writing.standing.value).toBe("saved");
});

test("what is written while a save is on its way is saved after it", async () => {
  const { kept, writing } = await opened();
  writing.write("A");
  const first = writing.flush();
  writing.write("A nodule.");
  await first;
  await writing.flush();
  expect(kept.said.at(-1)).toBe("A nodule.");
  expect(kept.note.draft.text).toBe("A nodule.");
});

test("a server that cannot be reached is tried again until it keeps the words", async () => {
  const { kept, writing } = await opened();
  kept.refuse = [new Failed(0, "unreachable"), new Failed(503, "log_unavailable")];
  writing.write("A nodule.");
  await pass(2100);
  expect(writing.standing.value).toBe("failed");
  await pass(10_100);
  expect(writing.standing.value).toBe("saved");
  expect(kept.said).toEqual(["A nodule."]);
});

test("words of another window are not written over before somebody says which hold", async () => {
  const { kept, writing } = await opened();
  kept.note = { ...kept.note, draft: { version: 1, revision: 3, text: "Theirs.", at_ms: 1 } };
  writing.write("Mine.");
  await pass(2100);
  expect([writing.standing.value, writing.text.value, kept.note.draft.text]).toEqual(["conflict", "Mine.", "Theirs."]);
  await writing.settle("mine");
  await writing.flush();
  expect(kept.note.draft.text).toBe("Mine.");
});

test("after the lock nothing is tried any more and the words stay on the screen", async () => {
  const { kept, writing } = await opened();
  kept.refuse = [new Failed(423, "locked")];
  writing.write("Late.");
  await pass(60_000);
  expect([writing.standing.value, writing.text.value, kept.said]).toEqual(["ended", "Late.", []]);
});

test("signing saves first, and signs exactly what stands there", async () => {
  const { kept, writing } = await opened();
  writing.write("A nodule.");
  await writing.sign("123456");
  expect(kept.note.signed.map((one) => one.text)).toEqual(["A nodule."]);
  expect([writing.text.value, writing.standing.value]).toEqual(["", "saved"]);
});

test("words that could not be saved are not signed", async () => {
  const { kept, writing } = await opened();
  kept.refuse = [new Failed(0, "unreachable")];
  writing.write("A nodule.");
  await expect(writing.sign("123456")).rejects.toThrow("unreachable");
  expect(kept.note.signed).toEqual([]);
});
