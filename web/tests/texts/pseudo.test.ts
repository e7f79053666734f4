import { FluentBundle, FluentResource } from "@fluent/bundle";
import { expect, test, vi } from "vitest";
import { PSEUDO, pseudo } from "../../src/texts/pseudo";
import { language, loadTexts, preferredLanguage, t } from "../../src/texts/texts";

function said(source: string, facts: Record<string, string | number> = {}): string {
  const bundle = new FluentBundle("en", { useIsolating: false });
  bundle.addResource(pseudo(new FluentResource(source)));
  return bundle.formatPattern(bundle.getMessage("one")?.value ?? "", facts, []);
}

test.each([
  ["one = Continue", {}, "[Çöñŧíñüé ~~~~]"],
  ["one = { $name } waits", { name: "Lee" }, "[Lee ŵáíŧš ~~~]"],
  ["one = { $n ->\n    [one] one line\n   *[other] { $n } lines\n }", { n: 3 }, "[3 łíñéš]"],
  ["one = A &\n    B", {}, "[Å &\nƁ ~~]"],
])("K7: %j is said in brackets, accented and longer, with its facts as they are", (source, facts, expected) => {
  expect(said(source, facts)).toBe(expected);
});

test("K7: nobody's language is read where pages are built and tried, by its own name", async () => {
  vi.stubGlobal("document", { documentElement: {} });
  expect(preferredLanguage(`?lang=${PSEUDO}`, ["es"])).toBe(PSEUDO);
  await loadTexts(["join"], PSEUDO);
  expect(language.value).toBe(PSEUDO);
  expect(t("join-open")).toMatch(/^\[.*\]$/);
  vi.unstubAllGlobals();
});
