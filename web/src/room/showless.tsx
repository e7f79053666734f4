import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Narrowing } from "../consent/narrowing";
import { t } from "../texts/texts";
import type { LiveRoom } from "./live";

/** Opens the sheet that takes away from what may be seen; the server words it when it is asked for. */
export function ShowLess({ room, class: extra }: { room: LiveRoom; class?: string }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(false);
  const scope = room.facts.scope.value;
  useEffect(() => () => room.facts.scoped(null), []);
  const ask = async (): Promise<void> => {
    room.facts.scoped(null);
    setBusy(true);
    const heard = await room.command("consent:scope", {}).finally(() => setBusy(false));
    setOpen(heard.ok);
  };
  return (
    <>
      <Button looks="quiet" opens="dialog" class={extra ?? ""} busy={busy} onClick={() => void ask()}>
        {t("show-less")}
      </Button>
      {open && scope ? (
        <Narrowing
          scope={scope}
          nowMs={room.clock.now()}
          onClose={() => setOpen(false)}
          onNarrow={async (ticked) => {
            const heard = await room.command("consent:narrow", ticked);
            if (heard.ok) setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
