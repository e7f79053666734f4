import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { Dialog } from "../components/dialog";
import { Choice } from "../components/field";
import { t } from "../texts/texts";

const ROWS = [
  ["↑ ↓ ← →", "help-step"],
  ["PgUp PgDn", "help-ten"],
  ["Home End", "help-ends"],
  ["1 … 9", "help-presets"],
  ["0", "help-own-window"],
  ["+ −", "help-zoom"],
  ["X", "help-fit"],
  ["R F I", "help-turns"],
  ["Space", "help-cine"],
  ["P", "help-point"],
  ["Enter", "help-place"],
  ["N", "help-marks"],
  ["Delete", "help-remove"],
  ["Ctrl Z, Ctrl Y", "help-undo"],
  ["G /", "help-goto"],
  ["B", "help-pause"],
  ["C", "help-chat"],
  ["Alt ↑ ↓", "help-places"],
] as const;

/** Every key and what the mouse does; letters can be switched off. */
export function Help({ letters, onClose }: { letters: Signal<boolean>; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t("help")} closeLabel={t("close")} onClose={onClose}>
      <div class="stack">
        <p class="quiet">{t("help-focus")}</p>
        <dl class="help-keys">
          {ROWS.map(([keys, words]) => (
            <div key={words} class="help-row">
              <dt dir="ltr">
                <kbd>{keys}</kbd>
              </dt>
              <dd>{t(words)}</dd>
            </div>
          ))}
        </dl>
        <p>{t("help-mouse")}</p>
        <Choice checked={letters.value} onChange={(on) => (letters.value = on)}>
          {t("help-letters")}
        </Choice>
      </div>
    </Dialog>
  );
}
