import type { JSX } from "preact";
import { Dialog } from "../components/dialog";
import { KeyList } from "../components/keylist";
import { Switch } from "../components/switch";
import { t } from "../texts/texts";
import type { LiveRoom } from "./live";
import { MouseTable } from "./mousetable";
import { PresetTable } from "./presettable";

interface HelpProps {
  room: LiveRoom;
  onClose: () => void;
}

/** Every key and what the mouse does; letters can be switched off, tools exchanged, windows arranged. */
export function Help({ room, onClose }: HelpProps): JSX.Element {
  return (
    <Dialog title={t("help")} closeLabel={t("close")} onClose={onClose}>
      <div class="stack">
        <p class="quiet">{t(room.hands.owner ? "hands-everywhere" : "hands-here")}</p>
        <MouseTable mouse={room.hands.mouse} />
        <PresetTable room={room} />
        <section class="stack stack-tight" aria-labelledby="keys-heading">
          <h3 id="keys-heading">{t("help-keys")}</h3>
          <p class="quiet">{t("help-focus")}</p>
          <Switch on={room.hands.letters.on.value} onChange={(on) => room.hands.letters.turn(on)}>
            {t("help-letters")}
          </Switch>
          <KeyList />
        </section>
      </div>
    </Dialog>
  );
}
