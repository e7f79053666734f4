import type { JSX } from "preact";

const LIT = {
  left: "M5.5 1.5v5h-4V5a4 4 0 0 1 4-3.5z",
  middle: "M4.5 3h3v4.5h-3z",
  right: "M6.5 1.5v5h4V5a4 4 0 0 0-4-3.5z",
  wheel: "M6 1.8 8 4.4H4zM6 9.2 4 6.6h4z",
} as const;

/** A mouse with one of its parts lit, beside words that say the same. */
export function MouseSign({ hold }: { hold: keyof typeof LIT }): JSX.Element {
  return (
    <svg class="mouse-sign" viewBox="0 0 12 16" aria-hidden="true">
      <rect x="0.75" y="0.75" width="10.5" height="14.5" rx="5.25" />
      <path d={LIT[hold]} />
    </svg>
  );
}
