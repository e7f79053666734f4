import { expect, test } from "vitest";
import { AnswerWriting, type OpinionPort } from "../../src/store/answer";
import { Failed } from "../../src/wire/http";
import type { OwedOpinion, SignOpinion } from "../../src/wire/messages";

const SEEN = { stack: 0, pos: 4, window: { center: 40, width: 400 }, chosen: true, series: 1, image: 5, quality: "lossless" };
const OWED: OwedOpinion = {
  id: "a".repeat(32),
  participant: "p",
  state: "accepted",
  question: "?",
  urgency: "soon",
  minutes: 30,
  basis: "documented",
  subject: { age: "", sex: "" },
  asker_name: "Dr Lee",
  blind: true,
  may_reveal: false,
  first_report: "",
  others: [],
  stacks: [],
  clock: { asked_ms: 1, due_ms: 2, first_due_ms: 2, accepted_ms: 1, begun_ms: 1, revealed_ms: null, overdue_ms: null, closed_ms: null, read_ms: null },
  reading: { phase: "live", open_until_ms: 3, ends_ms: 3 },
  answers: [],
  kept: [],
  code_by: "read",
  may_save: false,
  server_ms: 1,
};

/** A server with one request; `refuse` is what it says next instead of signing. */
class Asked {
  owed = OWED;
  said: SignOpinion[] = [];
  refuse: Failed | undefined;

  port: OpinionPort = {
    by: "guest",
    read: () => Promise.resolve(this.owed),
    accept: () => Promise.resolve(this.owed),
    decline: () => Promise.resolve((this.owed = { ...this.owed, state: "declined" })),
    begin: () => Promise.resolve(this.owed),
    reveal: () => Promise.resolve(this.owed),
    sign: (asked) => this.#sign(asked),
    signedAt: (version) => `/${version}`,
    sendCode: () => Promise.reject(new Failed(403, "no_channel")),
    ticket: () => Promise.reject(new Failed(423, "locked")),
    prove: () => Promise.resolve(),
  };

  #sign(asked: SignOpinion): Promise<OwedOpinion> {
    const { code, over = 0, ...answer } = asked;
    if (this.refuse) return Promise.reject(this.refuse);
    this.said.push({ code, over, ...answer });
    const version = { next_step_words: "", reason: "", ...answer, version: over + 1, signed_ms: 1, revealed: false, live: false, images: [], digest: "d" };
    this.owed = { ...this.owed, state: "answered", answers: [...this.owed.answers, version] };
    return Promise.resolve(this.owed);
  }
}

class Kept {
  readonly #words = new Map<string, string>();
  getItem = (name: string): string | null => this.#words.get(name) ?? null;
  setItem = (name: string, words: string): void => void this.#words.set(name, words);
  removeItem = (name: string): void => void this.#words.delete(name);
}

async function opened(asked = new Asked(), tab = new Kept(), browser = new Kept()) {
  const writing = new AnswerWriting(asked.port, tab, browser);
  await writing.open();
  return { asked, tab, browser, writing };
}

const WHOLE = { position: "differ", confidence: "high", urgency: "soon", next_step: "tissue", text: "Biopsy." } as const;

test("what is half written survives a reload of the tab, and the display every visit", async () => {
  const { asked, tab, browser, writing } = await opened();
  writing.change({ text: "Half" });
  writing.cite(SEEN);
  writing.looksAt({ kind: "medical", calibrated: true });
  const again = (await opened(asked, tab, browser)).writing;
  expect(again.draft.value.text).toBe("Half");
  expect(again.draft.value.images).toEqual([{ ...SEEN, caption: "" }]);
  expect((await opened(asked, new Kept(), browser)).writing.display.value).toEqual({ kind: "medical", calibrated: true });
});

test("a draft of another request is not shown", async () => {
  const { asked, tab, writing } = await opened();
  writing.change({ text: "Of the first" });
  asked.owed = { ...OWED, id: "b".repeat(32) };
  expect((await opened(asked, tab)).writing.draft.value.text).toBe("");
});

test("what the end took from the browser is written down again", async () => {
  const { asked, tab, writing } = await opened();
  writing.change({ text: "Half" });
  tab.removeItem("lightbox.answer");
  writing.keep();
  expect((await opened(asked, tab)).writing.draft.value.text).toBe("Half");
});

test("a picture is cited once, keeps its words, and comes back where it stood", async () => {
  const { writing } = await opened();
  expect(writing.cite(SEEN)).toBe("cited");
  expect(writing.cite({ ...SEEN, pos: 9 })).toBe("cited");
  const [first] = writing.draft.value.images;
  if (!first) throw new Error("cited");
  writing.caption(first, "spicules");
  expect(writing.cite({ ...SEEN, window: { center: -600, width: 1500 } })).toBe("again");
  const [changed] = writing.draft.value.images;
  if (!changed) throw new Error("cited");
  expect([changed.caption, changed.window?.center]).toEqual(["spicules", -600]);
  writing.uncite(changed);
  expect(writing.draft.value.images.map((one) => one.pos)).toEqual([9]);
  writing.citeAgain(changed, 0);
  expect(writing.draft.value.images.map((one) => one.pos)).toEqual([4, 9]);
});

test("no more than 24 pictures", async () => {
  const { writing } = await opened();
  for (let pos = 0; pos < 24; pos += 1) writing.cite({ ...SEEN, pos });
  expect(writing.cite({ ...SEEN, pos: 24 })).toBe("full");
});

test("what is missing is named in the order of the form; another step needs words", async () => {
  const { writing } = await opened();
  expect(writing.missing()).toEqual(["position", "confidence", "urgency", "next_step", "text"]);
  writing.change({ ...WHOLE, next_step: "other", text: " " });
  expect(writing.missing()).toEqual(["next_step_words", "text"]);
});

test("what is signed leaves the tab; what is refused stays", async () => {
  const { asked, tab, writing } = await opened();
  writing.change(WHOLE);
  asked.refuse = new Failed(403, "wrong_code");
  await expect(writing.sign("1")).rejects.toThrow("wrong_code");
  expect(writing.draft.value.text).toBe("Biopsy.");
  asked.refuse = undefined;
  await writing.sign("2");
  expect(asked.said.map((one) => [one.code, one.over, one.reason])).toEqual([["2", 0, ""]]);
  expect(writing.isOpen.value).toBe(false);
  expect((await opened(asked, tab)).writing.draft.value.text).toBe("");
});

test("a later version begins as the newest one, over it, with a reason of its own", async () => {
  const { asked, writing } = await opened();
  writing.change(WHOLE);
  await writing.sign("1");
  writing.amend();
  expect(writing.draft.value.text).toBe("Biopsy.");
  expect(writing.missing()).toEqual(["reason"]);
  writing.change({ position: "agree", reason: "Seen the report." });
  await writing.sign("2");
  expect(asked.said.map((one) => [one.over, one.position, one.reason])).toEqual([
    [0, "differ", ""],
    [1, "agree", "Seen the report."],
  ]);
  expect(writing.owed.value?.answers.length).toBe(2);
});
