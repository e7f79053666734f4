import type { StackCard, WindowChoice } from "../wire/messages";

const KEYS = 9;

/** Windows everybody looks for in Hounsfield units, beside what the file itself offers. */
const HOUNSFIELD: readonly WindowChoice[] = [
  { name: "soft tissue", center: 40, width: 400, function: "LINEAR" },
  { name: "lung", center: -600, width: 1500, function: "LINEAR" },
  { name: "bone", center: 400, width: 1800, function: "LINEAR" },
  { name: "brain", center: 40, width: 80, function: "LINEAR" },
  { name: "angio", center: 300, width: 600, function: "LINEAR" },
];

/** The windows behind the keys 1 to 9: the file's own first, each window once; none for color. */
export function presetsOf(stack: StackCard): WindowChoice[] {
  if (stack.color) return [];
  const offered = stack.unit === "HU" ? [...stack.windows, ...HOUNSFIELD] : stack.windows;
  const seen = new Set<string>();
  const distinct = offered.filter(({ center, width }) => {
    const isNew = !seen.has(`${center}/${width}`);
    seen.add(`${center}/${width}`);
    return isNew;
  });
  return distinct.slice(0, KEYS);
}
