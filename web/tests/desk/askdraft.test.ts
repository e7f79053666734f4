import { expect, test } from "vitest";
import { type AskDraft, askBody, askLike, askProblems, dueMs, dueOf, fieldOf, newAsk } from "../../src/desk/opinions/askdraft";
import type { AskedOpinion, SessionTypeCard } from "../../src/wire/messages";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const TYPE: SessionTypeCard = {
  kind: "second_opinion",
  roles: ["specialist"],
  required: ["specialist"],
  minutes: 30,
  minutes_max: 60,
  extensions_max: 1,
  extension_minutes_max: 15,
  extension_sizes: [],
  bases: ["documented"],
  fixed: [],
  link_uses: 2,
  doors_min: 10,
};
const STUDY = { study: "s", consult: "" };

function filled(part: Partial<AskDraft> = {}): AskDraft {
  const draft = newAsk(STUDY, TYPE, "documented");
  return { ...draft, series: ["a"], question: "Biopsy?", name: "Dr Stone", words: { reference: "Letter" }, ...part };
}

function fields(draft: AskDraft): string[] {
  return askProblems(draft, TYPE, NOW).map((problem) => problem.field);
}

test("an empty form says what is missing in the order of the page, and ticks nothing", () => {
  const draft = newAsk(STUDY, TYPE, "");
  expect(draft.series).toEqual([]);
  expect(fields(draft)).toEqual(["series", "question", "name", "basis"]);
  expect(fields(filled())).toEqual([]);
});

test.each([
  ["answered", null, "outside", "Dr Stone", []],
  ["answered", "c1", "colleague", "", []],
  ["declined", null, "outside", "", ["name"]],
  ["withdrawn", "c1", "outside", "", ["name"]],
] as const)("%s by somebody (colleague: %s) and asked again: the same question and pictures, whom as it went", (state, colleague_id, whom, name, missing) => {
  const asked = { state, colleague_id, reader_name: "Dr Stone", question: "Biopsy?", urgency: "urgent", minutes: 25, basis: "documented" };
  const more = { first_report: "Benign.", blind: true, others_shown: false };
  const draft = askLike({ ...asked, ...more } as AskedOpinion, ["b", "a"], ["s", "before"], TYPE);
  expect(draft).toMatchObject({ study: "s", others: ["before"], series: ["b", "a"], question: "Biopsy?", urgency: "urgent", minutes: 25 });
  expect(draft).toMatchObject({ report: "Benign.", blind: true, basis: "documented", due: "", whom, name });
  expect(fields({ ...draft, words: { reference: "Letter" } })).toEqual(missing);
});

test("out of a consult its pictures go along, and no series is asked for", () => {
  const draft = filled({ study: "", consult: "c", series: [] });
  expect(fields(draft)).toEqual([]);
  expect(askBody(draft, TYPE, NOW)).toMatchObject({ series_ids: [], consult_id: "c" });
});

test("the urgency presets until when, unless somebody chose", () => {
  expect(dueOf({ due: "", urgency: "urgent" })).toBe("4");
  expect(dueMs(filled({ urgency: "urgent" }), NOW)).toBe(NOW + 4 * HOUR);
  expect(dueMs(filled({ urgency: "urgent", due: "168" }), NOW)).toBe(NOW + 168 * HOUR);
});

test.each([
  ["", ["due"]],
  [-1, ["due"]],
  [2, ["due"]],
  [6, []],
  [31 * 24 * 60 + 1, ["due"]],
])("a time of one's own %s minutes ahead", (minutes, wrong) => {
  const at = minutes === "" ? "" : new Date(NOW + Number(minutes) * 60_000 - new Date(NOW).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  expect(fields(filled({ due: "own", dueAt: at }))).toEqual(wrong);
});

test("a colleague needs no name and no way in", () => {
  expect(fields(filled({ whom: "colleague", name: "" }))).toEqual(["colleague"]);
  const body = askBody(filled({ whom: "colleague", colleague: "x" }), TYPE, NOW);
  expect(body.colleague_id).toBe("x");
  expect(body).not.toHaveProperty("name");
  expect(body).not.toHaveProperty("ways");
});

test("somebody outside is written to where they can be", () => {
  const { ways } = filled();
  expect(fields(filled({ ways: { ...ways, linkBy: "mail", linkTo: "x" } }))).toEqual(["link-to-1"]);
  expect(askBody(filled({ ways: { ...ways, linkBy: "mail", linkTo: " a@b.example " } }), TYPE, NOW).ways).toMatchObject({
    link_to: "a@b.example",
    not_before_ms: null,
    not_after_ms: null,
  });
});

test("a refusal is said at its field", () => {
  const ways = { linkBy: "mail" } as const;
  expect(fieldOf({ code: "bad_value", facts: { field: "due_ms" } }, ways)).toBe("due");
  expect(fieldOf({ code: "bad_address", facts: { kind: "mail" } }, ways)).toBe("link-to-1");
  expect(fieldOf({ code: "bad_address", facts: { kind: "text" } }, ways)).toBe("code-to-1");
  expect(fieldOf({ code: "log_unavailable", facts: {} }, ways)).toBe("");
});
