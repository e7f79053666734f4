import type { JSX } from "preact";
import { Button } from "./button";
import { t } from "../texts/texts";

interface GoesOnProps {
  words: string;
  busy?: boolean;
  disabled?: boolean;
  onMore: () => void;
}

/** Where a list goes on: a button below it; on paper the words that it does, so that nobody takes it for all there is. */
export function GoesOn({ words, busy = false, disabled = false, onMore }: GoesOnProps): JSX.Element {
  return (
    <div>
      <Button busy={busy} disabled={disabled} onClick={onMore}>
        {words}
      </Button>
      <p class="print-only">{t("print-goes-on")}</p>
    </div>
  );
}
