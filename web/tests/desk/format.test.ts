import { expect, test } from "vitest";
import { ageAt, callName, dayText, fieldMs, fieldTime, personName, sizeText, spanWords } from "../../src/desk/format";
import { nameHeader } from "../../src/wire/upload";

test.each([
  ["Doe^Jane^M^Dr", "Doe, Jane M"],
  ["Doe", "Doe"],
  ["^Jane", "Jane"],
  ["=山田^太郎", "山田, 太郎"],
  ["", ""],
])("person name %s reads %s", (name, words) => {
  expect(personName(name)).toBe(words);
});

test.each([
  ["Silva^Maria Jose", "Maria S"],
  ["Silva", "Silva"],
  ["^Maria", "Maria"],
  ["", ""],
])("%s is called %s in a talk", (name, words) => {
  expect(callName(name)).toBe(words);
});

test.each([
  ["20260229", "20260229"],
  ["20261301", "20261301"],
  ["", ""],
  ["1999", "1999"],
])("what is no date stays as it is: %s", (date, words) => {
  expect(dayText(date)).toBe(words);
});

test("a date of the file is that day in every zone", () => {
  expect(dayText("20240229")).toContain("29");
});

test.each([
  ["19720312", 54],
  ["19721231", 53],
  ["20300101", undefined],
  ["", undefined],
])("born %s is %s years", (born, age) => {
  expect(ageAt(born, new Date(2026, 10, 22).getTime())).toBe(age);
});

test.each([
  [0, "0 kB"],
  [10, "1 kB"],
  [1024 * 1024, "1 MB"],
  [1024 * 1024 * 502, "502 MB"],
])("%i bytes read %s", (bytes, words) => {
  expect(sizeText(bytes)).toBe(words);
});

test("a field's time is the reader's own", () => {
  const ms = new Date(2026, 10, 22, 9, 5).getTime();
  expect(fieldTime(ms)).toBe("2026-11-22T09:05");
  expect(fieldMs("2026-11-22T09:05")).toBe(ms);
  expect(fieldMs("")).toBeUndefined();
});

test.each([
  ["CT/slice 1.dcm", "CT%2Fslice%201.dcm"],
  ["é😀", "%C3%A9%F0%9F%98%80"],
  ["a\ud83d", "a%EF%BF%BD"],
])("file name %j is fit for a header", (name, header) => {
  expect(nameHeader(name)).toBe(header);
});

test("a long file name keeps its end", () => {
  expect(nameHeader(`${"x".repeat(300)}end.dcm`)).toMatch(/^x{248}end\.dcm$/);
});

test("how far off a moment is, in at most two parts and never less than a minute", () => {
  expect(spanWords(5_000)).toBe("1 min");
  expect(spanWords(-20 * 60_000)).toBe("20 min");
  expect(spanWords(200 * 60_000)).toBe("3 hr 20 min");
  expect(spanWords(4 * 3_600_000)).toBe("4 hr");
  expect(spanWords(50 * 3_600_000 + 60_000)).toBe("2 days 2 hr");
});
