import { expect, test } from "vitest";
import { Drafts } from "../../src/store/drafts";
import { emptyViewport } from "../../src/store/steering";

const PICTURE = { ...emptyViewport("a"), stack: 0, pos: 3 };

test("what was begun for clinicians is never sent to everybody", () => {
  const drafts = new Drafts();
  drafts.change("clinicians", { text: "looks malignant", picture: PICTURE });
  expect(drafts.take("talk", "look")).toBeNull();
  expect(drafts.take("clinicians", "look")).toEqual({ text: "looks malignant", picture: PICTURE });
});

test("a draft that was taken is empty, and taken once", () => {
  const drafts = new Drafts();
  drafts.change("talk", { text: "  hello " });
  expect(drafts.take("talk", "look")?.text).toBe("hello");
  expect(drafts.take("talk", "look")).toBeNull();
  expect(drafts.of("talk").value).toEqual({ text: "", picture: null });
});

test("a picture alone is sent with words of ours", () => {
  const drafts = new Drafts();
  drafts.change("talk", { picture: PICTURE });
  expect(drafts.take("talk", "Look at this")).toEqual({ text: "Look at this", picture: PICTURE });
});

test("what comes from the kept views goes where was written last", () => {
  const drafts = new Drafts();
  drafts.open("clinicians");
  drafts.open("kept");
  expect([drafts.panel.value, drafts.channel.value]).toEqual(["kept", "clinicians"]);
});
