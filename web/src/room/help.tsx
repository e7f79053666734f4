import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { Dialog } from "../components/dialog";
import { Choice } from "../components/field";
import { KeyList } from "../components/keylist";
import { t } from "../texts/texts";

/** Every key and what the mouse does; letters can be switched off. */
export function Help({ letters, onClose }: { letters: Signal<boolean>; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t("help")} closeLabel={t("close")} onClose={onClose}>
      <div class="stack">
        <p class="quiet">{t("help-focus")}</p>
        <KeyList />
        <p>{t("help-mouse")}</p>
        <Choice checked={letters.value} onChange={(on) => (letters.value = on)}>
          {t("help-letters")}
        </Choice>
      </div>
    </Dialog>
  );
}
