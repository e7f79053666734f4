import { beforeAll, expect, test, vi } from "vitest";
import { systemWords } from "../../src/room/system";
import { loadTexts } from "../../src/texts/texts";
import type { ChatLine } from "../../src/wire/messages";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await loadTexts(["common", "room"], "en");
});

test.each([
  [true, "Dr Lee is steering now"],
  [false, "Dr Lee shows the pictures now"],
])("K7: who steers is said to a clinician (%s) and to a patient in words of their own", (clinician, words) => {
  const line = { code: "presenting", facts: { participant: "p1" } } as unknown as ChatLine;
  const said = systemWords(line, new Map([["p1", "Dr Lee"]]), "me", clinician);
  expect(said.replace(/[\u2068\u2069]/g, "")).toBe(words);
});
