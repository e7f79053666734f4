import { expect, test } from "vitest";
import { PALETTES, colorsOf } from "../../src/viewer/palettes";
import { wordsOf } from "../../src/viewer/toned";

/** Σ (index + 1) · value over each channel of the tables in PS3.6 Annex B.1 (red, green, blue). */
const SUMS = {
  HOT_IRON: [7681216, 3479040, 1954944],
  PET: [6098735, 4004384, 4551122],
  HOT_METAL_BLUE: [6113255, 3697784, 3773400],
  PET_20_STEP: [5474725, 4498254, 2607918],
};

test.each(PALETTES)("%s is the standard's table, entry by entry", (palette) => {
  const channels = colorsOf(palette);
  expect(channels.map((channel) => channel.length)).toEqual([256, 256, 256]);
  expect(channels.map((channel) => channel.reduce((sum, value, at) => sum + (at + 1) * value, 0))).toEqual(SUMS[palette]);
});

test("black stays black and the hottest is white", () => {
  for (const palette of PALETTES) {
    expect(colorsOf(palette).map((channel) => channel[0])).toEqual([0, 0, 0]);
    expect(colorsOf(palette).map((channel) => channel[255])).toEqual([255, 255, 255]);
  }
});

test("a picture is inverted before it is colored, and windowed before that", () => {
  const red = [...wordsOf({ remap: null, invert: true, palette: "HOT_IRON" })].map((word) => word & 255);
  expect([red[0], red[255], red[200]]).toEqual([255, 0, 110]);
  const plain = wordsOf({ remap: { gain: 2, offset: 0 }, invert: false, palette: null });
  expect([plain[10], plain[200]]).toEqual([0xff141414, 0xffffffff]);
});
