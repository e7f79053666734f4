import type { ComponentChildren, JSX } from "preact";
import { hasText, t } from "../texts/texts";
import type { Clinic } from "../wire/messages";

interface LockedProps {
  clinic: Clinic;
  reason: string;
  receipt: string;
  /** Staff go on from here, and read it in their own words. */
  children?: ComponentChildren;
}

/** True words about the lock; back, reload and an old tab all land here. */
export function Locked({ clinic, reason, receipt, children }: LockedProps): JSX.Element {
  const staff = children !== undefined;
  const why = `locked-reason-${reason.replaceAll("_", "-")}`;
  return (
    <main class="page page-guest" data-mood={staff ? "dark" : "light"} data-locked>
      {clinic.name ? <p class="quiet">{clinic.name}</p> : null}
      <h1>{t(staff ? "locked-heading-host" : "locked-heading")}</h1>
      {hasText(why) ? <p>{t(why)}</p> : null}
      <div class="card stack">
        <p>{t(staff ? "locked-pictures-host" : "locked-pictures")}</p>
        <p>{t(staff ? "locked-chat-host" : "locked-chat")}</p>
        {receipt ? (
          <p>
            {t("locked-receipt")}: <strong dir="ltr">{receipt}</strong>
          </p>
        ) : null}
      </div>
      <p hidden={staff}>
        {clinic.phone ? (
          <>
            {t("locked-next", { clinic: clinic.name })}{" "}
            <a class="phone" dir="ltr" href={`tel:${clinic.phone.replace(/[^+0-9]/g, "")}`}>
              {clinic.phone}
            </a>
          </>
        ) : (
          t("locked-next-no-phone")
        )}
      </p>
      {children ?? <p class="quiet">{t("locked-close")}</p>}
    </main>
  );
}
