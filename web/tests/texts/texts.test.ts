import { expect, test, vi } from "vitest";
import { hasText, loadTexts, preferredLanguage, spanText, t } from "../../src/texts/texts";

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
