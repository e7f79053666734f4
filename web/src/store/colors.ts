/** What people are told apart by: who steers frames the picture in their color, their finger has it too. */
export const COLORS = ["#6fb7ff", "#4fd6c8", "#ff9fd0", "#bfe06f", "#e3c9a8", "#b7c4ff"] as const;

/** The color of a seat, the same on every screen; who has none is grey. */
export function colorOf(seat: number | undefined): string {
  return seat === undefined ? "#8d979e" : (COLORS[seat % COLORS.length] ?? COLORS[0]);
}

/** The same as `data-hue` for the style sheet; empty for who has none. */
export function hueOf(seat: number | undefined): string {
  return seat === undefined ? "" : String(seat % COLORS.length);
}
