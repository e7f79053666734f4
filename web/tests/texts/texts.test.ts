import { expect, test, vi } from "vitest";
import { clockTime, dateName, hasText, inLine, loadTexts, preferredLanguage, spanText, t, wallClock } from "../../src/texts/texts";

test.each([
  ["?lang=ar", ["en"], "ar"],
  ["", ["es-MX", "en"], "es"],
  ["?lang=tlh", ["fr"], "en"],
])("address %s and browser %o read %s", (search, preferred, expected) => {
  expect(preferredLanguage(search, preferred)).toBe(expected);
});

test.each([
  [0, "0:00"],
  [61_000, "1:01"],
  [3_600_500, "1:00:01"],
])("%i ms left read %s", (ms, words) => {
  expect(spanText(ms)).toBe(words);
});

test("K7: every file comes in the language that is read, and English only for one that nobody translated", async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await loadTexts(["join", "check"], "es");
  expect(t("join-open")).toBe("Continuar");
  expect(hasText("check-no-answer")).toBe(true);
  vi.unstubAllGlobals();
});

test.each([
  ["ar", "ar-EG", 1234, "1,234 دقيقة"],
  ["ar", "ar-SA", 2, "دقيقتان"],
  ["ar", "ar-EG", 7, "7 دقائق"],
  ["ar", "ar-MA-u-nu-arab", 12, "12 دقيقة"],
  ["es", "es-MX", 12345, "12,345 minutos"],
  ["es", "es-ES", 12345, "12.345 minutos"],
  ["en", "en-GB", 1, "1 minute"],
] as const)("K7: in %s on a browser of %s, %i minutes read %s", async (language, browser, count, words) => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("navigator", { language: browser });
  await loadTexts(["common"], language);
  expect(t("minutes", { count }).replace(/[\u2068\u2069]/g, "")).toBe(words);
  vi.unstubAllGlobals();
});

test("K7: an Arabic page has the digits and the calendar of its codes and messages, whatever the browser's flavor", async () => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("navigator", { language: "ar-SA" });
  await loadTexts(["common"], "ar");
  const noon = new Date(2027, 10, 22, 12, 34).getTime();
  expect(clockTime(noon)).toContain("12:34");
  expect(dateName(noon)).toMatch(/22.*2027/);
  vi.unstubAllGlobals();
});

test("K7: names of another direction do not tear a line of Arabic apart", async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await loadTexts(["common"], "ar");
  expect(inLine(["د. لي", "", "1 Dr Lee"])).toBe("\u2068د. لي\u2069 · \u20681 Dr Lee\u2069");
  await loadTexts(["common"], "en");
  expect(inLine(["Dr Lee", "", "CT"])).toBe("Dr Lee · CT");
  vi.unstubAllGlobals();
});

test("K7: a time of last summer is worded by the clock of last summer", () => {
  vi.stubEnv("TZ", "Europe/Madrid");
  expect([wallClock(Date.UTC(2026, 0, 5)).offset_min, wallClock(Date.UTC(2026, 6, 5)).offset_min]).toEqual([60, 120]);
  vi.unstubAllEnvs();
});
