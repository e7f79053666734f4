import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { t } from "../texts/texts";
import type { Scope } from "../wire/messages";
import { FormParts } from "./formparts";
import { type Ticked, firstTicks, tickedOf, withTick } from "./ticks";

interface NarrowingProps {
  scope: Scope;
  nowMs: number;
  onNarrow: (ticked: Ticked) => Promise<unknown>;
  onClose: () => void;
}

/** What may be seen now, to untick some of it. Nothing can be added here: for that somebody is asked again. */
export function Narrowing({ scope, nowMs, onNarrow, onClose }: NarrowingProps): JSX.Element {
  const [ticks, setTicks] = useState(() => firstTicks(scope.parts));
  const [busy, setBusy] = useState(false);
  const ticked = tickedOf(scope.parts, ticks);
  const nothing = ticked.stacks.length === 0;
  const narrow = (): void => {
    setBusy(true);
    void onNarrow(ticked).finally(() => setBusy(false));
  };
  return (
    <Dialog title={scope.title} closeLabel={t("close")} onClose={onClose}>
      <div class="stack" lang={scope.language}>
        <FormParts
          parts={scope.parts}
          ticks={ticks}
          nowMs={nowMs}
          onTick={(kind, value, on) => setTicks(withTick(ticks, kind, value, on))}
        />
        {nothing ? <p class="quiet small">{t("narrow-nothing")}</p> : null}
        <div class="stack stack-tight">
          <Button looks="primary" wide busy={busy} disabled={nothing} onClick={narrow}>
            {scope.agree}
          </Button>
          <Button wide onClick={onClose}>
            {scope.refuse}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
