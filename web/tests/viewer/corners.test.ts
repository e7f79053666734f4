import { expect, test } from "vitest";
import { directionOf } from "../../src/viewer/corners";

test.each(["caption", "window", "value", "laterality", "letter-left", "letter-right", "letter-top", "letter-bottom"] as const)(
  "what DICOM writes over a picture runs from the left in every language: %s",
  (place) => {
    expect(directionOf(place, true)).toBe("ltr");
  },
);

test("words over a picture run as their own language does, a patient's title too", () => {
  for (const place of ["quality", "mirrored", "notes", "unknown", "link", "scale"] as const) expect(directionOf(place, true)).toBe("auto");
  expect(directionOf("caption", false)).toBe("auto");
});
