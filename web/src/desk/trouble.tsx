import type { JSX } from "preact";
import { Button } from "../components/button";
import { Banner } from "../components/chip";
import { t } from "../texts/texts";
import { type Failed, mayPass } from "../wire/http";
import { wordsOf } from "./notices";

interface TroubleProps {
  failed: Failed | undefined;
  onAgain: () => void;
}

/** Why a page could not be brought, and the way on where trying again may help; being signed out says itself. */
export function Trouble({ failed, onAgain }: TroubleProps): JSX.Element | null {
  if (!failed || failed.status === 401) return null;
  return (
    <Banner tone="attention">
      <span class="grow">{wordsOf(failed)}</span>
      {mayPass(failed) ? <Button onClick={onAgain}>{t("try-again")}</Button> : null}
    </Banner>
  );
}
