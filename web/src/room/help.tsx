import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { Dialog } from "../components/dialog";
import { KeyList } from "../components/keylist";
import { Switch } from "../components/switch";
import { t } from "../texts/texts";
import type { LiveRoom } from "./live";
import { MouseTable } from "./mousetable";

interface HelpProps {
  room: LiveRoom;
  letters: Signal<boolean>;
  onClose: () => void;
}

/** Every key and what the mouse does; letters can be switched off, tools exchanged. */
export function Help({ room, letters, onClose }: HelpProps): JSX.Element {
  return (
    <Dialog title={t("help")} closeLabel={t("close")} onClose={onClose}>
      <div class="stack">
        <MouseTable mouse={room.mouse} />
        <section class="stack stack-tight" aria-labelledby="keys-heading">
          <h3 id="keys-heading">{t("help-keys")}</h3>
          <p class="quiet">{t("help-focus")}</p>
          <Switch on={letters.value} onChange={(on) => (letters.value = on)}>
            {t("help-letters")}
          </Switch>
          <KeyList />
        </section>
      </div>
    </Dialog>
  );
}
