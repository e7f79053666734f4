/** Red, green, blue, 0…1 each, as written (not linear), and how much of it covers what is behind. */
export interface Color {
  rgb: readonly [number, number, number];
  alpha: number;
}

type Triple = readonly [number, number, number];

/** A color as our token files write it: `#rrggbb` or `rgb(r g b / a%)`. */
export function parsed(text: string): Color {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (hex) return { rgb: triple(hex.slice(1, 4).map((part) => parseInt(part, 16) / 255)), alpha: 1 };
  const mixed = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(text);
  if (mixed) return { rgb: triple(mixed.slice(1, 4).map((part) => Number(part) / 255)), alpha: Number(mixed[4]) / 100 };
  throw new Error(`not a color as tokens write it: ${text}`);
}

/** What is seen of `over` before an opaque `ground`. */
export function laid(over: Color, ground: Color): Color {
  const mixed = over.rgb.map((part, at) => part * over.alpha + (ground.rgb[at] ?? 0) * (1 - over.alpha));
  return { rgb: triple(mixed), alpha: 1 };
}

/** Relative luminance, 0…1 (WCAG 2.2). */
export function luminance(color: Color): number {
  const [r, g, b] = linear(color.rgb);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, 1…21 (WCAG 2.2). */
export function contrast(one: Color, other: Color): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export type Sight = "whole" | "protanopia" | "deuteranopia" | "tritanopia";

/** Linear RGB as somebody without one kind of cone sees it: Machado, Oliveira, Fernandes 2009, severity 1. */
const SIGHTS: Record<Exclude<Sight, "whole">, readonly [Triple, Triple, Triple]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** How far apart two colors look, in OKLab: about 0.02 is just noticed, black and white are 1 apart. */
export function apart(one: Color, other: Color, sight: Sight = "whole"): number {
  const [first, second] = [oklab(seen(one, sight)), oklab(seen(other, sight))];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

function seen(color: Color, sight: Sight): Triple {
  const light = linear(color.rgb);
  if (sight === "whole") return light;
  return triple(SIGHTS[sight].map((row) => Math.min(1, Math.max(0, dot(row, light)))));
}

/** OKLab of a linear color (Ottosson 2020). */
function oklab(light: Triple): Triple {
  const [l, m, s] = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], light)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], light)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], light)),
  ];
  const lms: Triple = [l, m, s];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

function linear(rgb: Triple): Triple {
  return triple(rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)));
}

function dot(row: Triple, column: Triple): number {
  return row[0] * column[0] + row[1] * column[1] + row[2] * column[2];
}

function triple(parts: readonly number[]): Triple {
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
