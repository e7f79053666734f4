import { expect, test } from "vitest";
import { RoomFacts } from "../../src/store/room";

test("SES-260: the words of a dark screen outlive the worker's echo, and go with the next key", () => {
  const facts = new RoomFacts();
  facts.goDark("recovering");
  facts.goDark("told");
  expect(facts.dark.value).toBe("recovering");
  facts.goDark("lease");
  expect(facts.dark.value).toBe("lease");
  facts.lit();
  facts.goDark("told");
  expect(facts.dark.value).toBe("told");
});
