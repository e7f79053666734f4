import { expect, test } from "vitest";
import {
  type Draft,
  bodyOf,
  clampMinutes,
  dropDraft,
  loadDraft,
  newDraft,
  problemsOf,
  saveDraft,
  withGuest,
} from "../../src/desk/consults/draft";

const NOW = Date.UTC(2026, 10, 22, 12);

function filled(part: Partial<Draft> = {}): Draft {
  return { ...newDraft("p", "s", "Maria S", 120), series: ["a"], ...part };
}

function fields(draft: Draft): string[] {
  return problemsOf(draft, 120, NOW).map((problem) => problem.field);
}

test("from a study only series are missing, so that start now is the third click", () => {
  const draft = newDraft("p", "s", "Maria S", 120);
  expect(fields(draft)).toEqual(["series"]);
  expect(fields({ ...draft, series: ["a"] })).toEqual([]);
  expect(bodyOf(filled())).toEqual({
    series_ids: ["a"],
    guests: [{ role: "patient", name: "Maria S" }],
    minutes: 20,
    start_ms: null,
  });
});

test("two guests cannot have one name, and each needs one", () => {
  const two = withGuest(filled(), "specialist");
  expect(fields(two)).toEqual(["guest-2"]);
  two.guests[1] = { key: 2, role: "specialist", name: " maria s " };
  expect(problemsOf(two, 120, NOW)[0]?.words).toBe("need-other-name");
});

test("without the patient another basis and a note are asked for and sent", () => {
  const alone = filled({ guests: [{ key: 1, role: "specialist", name: "Dr Osei" }] });
  expect(fields(alone)).toEqual(["basis", "note"]);
  const good = { ...alone, basis: "documented" as const, note: " in the chart " };
  expect(fields(good)).toEqual([]);
  expect(bodyOf(good)).toMatchObject({ basis: "documented", basis_note: "in the chart" });
});

test("with the patient a basis chosen before is not sent", () => {
  expect(bodyOf(filled({ basis: "emergency", note: "x" }))).not.toHaveProperty("basis");
});

test("a planned consult needs a start that is still to come, in the reader's zone", () => {
  expect(fields(filled({ when: "later" }))).toEqual(["start"]);
  expect(fields(filled({ when: "later", start: "2020-01-01T10:00" }))).toEqual(["start"]);
  const later = filled({ when: "later", start: "2027-01-01T10:00" });
  expect(fields(later)).toEqual([]);
  expect(bodyOf(later).start_ms).toBe(new Date(2027, 0, 1, 10).getTime());
});

test.each([
  [3, 5],
  [500, 60],
  [Number.NaN, 5],
  [12.4, 12],
])("%d minutes become %d under a cap of 60", (typed, kept) => {
  expect(clampMinutes(typed, 60)).toBe(kept);
});

test("minutes never start above the clinic's cap", () => {
  expect(newDraft("p", "s", "", 15).minutes).toBe(15);
});

class Memory {
  #kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }
  removeItem(key: string): void {
    this.#kept.delete(key);
  }
}

test("a half-filled form survives a reload for the same person and study, and for nobody else", () => {
  const store = new Memory();
  const draft = filled({ note: "half" });
  saveDraft(store, draft);
  expect(loadDraft(store, "p", "s")).toEqual(draft);
  expect(loadDraft(store, "other", "s")).toBeUndefined();
  expect(loadDraft(store, "p", "other")).toBeUndefined();
  dropDraft(store);
  expect(loadDraft(store, "p", "s")).toBeUndefined();
});

test("a kept form that is broken is no form", () => {
  const store = new Memory();
  store.setItem("lightbox.consult", "{");
  expect(loadDraft(store, "p", "s")).toBeUndefined();
});
