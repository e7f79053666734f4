import { describe, expect, it } from "vitest";
import { dayOf, endOfDay } from "../../src/desk/studies/days";

describe("days of a date field", () => {
  it("a day goes until its last millisecond, by the reader's clock", () => {
    const end = endOfDay("2027-02-28") ?? 0;
    expect(dayOf(end)).toBe("2027-02-28");
    expect(dayOf(end + 1)).toBe("2027-03-01");
  });

  it.each(["", "2027-2-3", "2027-02-30", "2027-13-01", "tomorrow"])("%s is no day", (day) => {
    expect(endOfDay(day)).toBeUndefined();
  });
});
