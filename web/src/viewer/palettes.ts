/**
 * The well-known color palettes of DICOM (PS3.6 Annex B.1), as runs of [first value, step, length] per channel: 256
 * entries each, as the standard lists them.
 */

export const PALETTES = ["HOT_IRON", "PET", "HOT_METAL_BLUE", "PET_20_STEP"] as const;
export type Palette = (typeof PALETTES)[number];

type Runs = readonly (readonly [first: number, step: number, length: number])[];

const HOT_IRON: readonly Runs[] = [
  [[0, 2, 128], [255, 0, 128]],
  [[0, 0, 129], [2, 2, 126], [255, 0, 1]],
  [[0, 0, 192], [4, 4, 63], [255, 0, 1]],
];

const PET: readonly Runs[] = [
  [[0, 0, 64], [1, 2, 43], [86, 2, 43], [171, 2, 43], [255, 0, 63]],
  [[0, 2, 32], [65, 2, 31], [128, -2, 33], [63, -2, 32], [0, 2, 127], [255, 0, 1]],
  [[0, 1, 2], [3, 2, 127], [252, -4, 64], [4, 4, 20], [85, 4, 21], [170, 4, 21], [255, 0, 1]],
];

const HOT_METAL_BLUE: readonly Runs[] = [
  [
    ...([[0, 0, 86], [3, 3, 8], [26, 3, 9], [52, 3, 2], [57, 2, 2], [62, 2, 3], [69, 2, 2], [74, 2, 3]] as const),
    ...([[81, 2, 3], [88, 2, 2], [93, 3, 8], [116, 3, 17], [166, 3, 9], [194, 4, 2], [201, 4, 6]] as const),
    ...([[224, 4, 6], [247, 4, 3], [255, 0, 85]] as const),
  ],
  [
    ...([[0, 0, 120], [2, 2, 4], [9, 2, 8], [24, 2, 9], [41, 2, 8], [56, 2, 9], [73, 2, 8], [88, 2, 9]] as const),
    ...([[105, 2, 8], [120, 2, 9], [137, 2, 8], [152, 2, 9], [169, 2, 8], [184, 2, 9], [201, 2, 8]] as const),
    ...([[216, 2, 7], [229, 2, 6], [240, 2, 6], [251, 2, 3]] as const),
  ],
  [
    ...([[0, 2, 9], [17, 2, 34], [84, 2, 17], [117, 2, 34], [184, 2, 9], [197, -3, 8], [174, -3, 9]] as const),
    ...([[144, -6, 4], [121, -6, 8], [74, -6, 5], [47, -3, 8], [24, -3, 9], [0, 0, 17], [3, 3, 8]] as const),
    ...([[26, 3, 17], [76, 3, 17], [126, 3, 17], [176, 3, 11], [210, 3, 4], [223, 3, 4], [236, 3, 4]] as const),
    [249, 3, 3],
  ],
];

const PET_20_STEP: readonly Runs[] = [
  [
    ...([[0, 0, 13], [96, 0, 13], [48, 0, 25], [80, 0, 13], [96, 0, 13], [112, 0, 13], [128, 0, 12]] as const),
    ...([[48, 0, 26], [80, 0, 13], [64, 0, 12], [224, 0, 13], [208, 0, 38], [192, 0, 13], [176, 0, 13]] as const),
    [255, 0, 26],
  ],
  [
    ...([[0, 0, 26], [48, 0, 25], [80, 0, 13], [96, 0, 13], [112, 0, 13], [128, 0, 12], [96, 0, 13]] as const),
    ...([[144, 0, 13], [192, 0, 13], [224, 0, 25], [208, 0, 13], [176, 0, 13], [144, 0, 12]] as const),
    ...([[96, 0, 13], [48, 0, 13], [0, 0, 13], [255, 0, 13]] as const),
  ],
  [
    ...([[0, 0, 13], [80, 0, 26], [112, 0, 12], [128, 0, 13], [176, 0, 13], [192, 0, 13], [224, 0, 12]] as const),
    ...([[48, 0, 26], [80, 0, 13], [64, 0, 12], [80, 0, 13], [96, 0, 13], [64, 0, 13], [0, 0, 51]] as const),
    [255, 0, 13],
  ],
];

const TABLES: Record<Palette, readonly Runs[]> = { HOT_IRON, PET, HOT_METAL_BLUE, PET_20_STEP };

/** Red, green and blue of every gray value. */
export type Colors = readonly [red: Uint8Array, green: Uint8Array, blue: Uint8Array];

export function colorsOf(palette: Palette): Colors {
  const [red, green, blue] = TABLES[palette].map(unrolled);
  return [red ?? NONE, green ?? NONE, blue ?? NONE];
}

const NONE = new Uint8Array(256);

function unrolled(runs: Runs): Uint8Array {
  return Uint8Array.from(runs.flatMap(([first, step, length]) => Array.from({ length }, (_, at) => first + at * step)));
}
