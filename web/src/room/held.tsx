import type { JSX } from "preact";
import { Button } from "../components/button";
import { t } from "../texts/texts";
import type { LiveRoom } from "./live";

interface HeldProps {
  room: LiveRoom;
  /** Opens the place where somebody looks for names; the host's page has one. */
  onCheck: (() => void) | undefined;
}

/** To the host: which series guests are not shown, and the way to change that. */
export function Held({ room, onCheck }: HeldProps): JSX.Element | null {
  const held = room.facts.stacks.value.filter((stack) => stack.held).length;
  if (held === 0 || !room.facts.me.value?.host) return null;
  return (
    <div class="banner banner-attention" role="status" data-held>
      <span class="grow">{t("held-back", { count: held })}</span>
      {onCheck ? <Button opens="dialog" onClick={onCheck}>{t("held-check")}</Button> : null}
    </div>
  );
}
