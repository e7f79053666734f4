import type { JSX } from "preact";
import { t } from "../texts/texts";

/** Every key of the room, and the id of what it does in words. */
const KEYS = [
  ["↑ ↓ ← →", "help-step"],
  ["PgUp PgDn", "help-ten"],
  ["Home End", "help-ends"],
  ["1 … 9", "help-presets"],
  ["0", "help-own-window"],
  ["+ −", "help-zoom"],
  ["X", "help-fit"],
  ["R F I", "help-turns"],
  ["Space", "help-cine"],
  ["< >", "help-cine-speed"],
  ["L", "help-link"],
  ["P", "help-point"],
  ["M", "help-measure"],
  ["Enter", "help-place"],
  ["N", "help-marks"],
  ["Delete", "help-remove"],
  ["Ctrl Z, Ctrl Y", "help-undo"],
  ["G /", "help-goto"],
  ["B", "help-pause"],
  ["H", "help-control"],
  ["C", "help-chat"],
  ["Alt ↑ ↓", "help-places"],
] as const;

/** Keys and what they do: one list, wherever it is read. */
export function KeyList(): JSX.Element {
  return (
    <dl class="help-keys">
      {KEYS.map(([keys, words]) => (
        <div key={words} class="help-row">
          <dt dir="ltr">
            <kbd>{keys}</kbd>
          </dt>
          <dd>{t(words)}</dd>
        </div>
      ))}
    </dl>
  );
}
