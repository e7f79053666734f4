import type { ComponentChildren, JSX } from "preact";
import { DemoMark } from "../components/demomark";
import { PhoneLink } from "../components/phonelink";
import { StepHeading } from "../components/stepheading";
import { clockTime, dateName, dayName, hasText, inRow, t } from "../texts/texts";
import type { Clinic } from "../wire/messages";
import { SaveReceipt } from "./savereceipt";

/** How long what stays, where the clinic says more than "until we delete it". */
export interface Kept {
  chatUntilMs: number;
  chatErased: boolean;
  recordUntilMs: number;
}

interface LockedProps {
  clinic: Clinic;
  reason: string;
  receipt: string;
  /** When it was locked, for a guest; 0: not known. */
  endedMs?: number;
  kept?: Kept | undefined;
  /** It was a reading: an opinion was asked for. */
  reading?: boolean | undefined;
  /** Below the facts, for a patient whose browser was in the visit. */
  more?: ComponentChildren;
  /** Staff go on from here, and read it in their own words. */
  children?: ComponentChildren;
}

/** True words about the lock; back, reload and an old tab all land here. */
export function Locked({ clinic, reason, receipt, endedMs = 0, kept, reading = false, more, children }: LockedProps): JSX.Element {
  const staff = children !== undefined;
  const never = !staff && !reading && (reason === "cancelled" || reason === "no_show") ? reason.replace("_", "-") : "";
  const why = `locked-reason-${reason.replaceAll("_", "-")}`;
  const at = endedMs && !reading && reason !== "no_show" ? inRow([dayName(endedMs), clockTime(endedMs)]) : "";
  return (
    <main class="page page-guest" data-mood={staff ? "dark" : "light"} data-locked>
      {clinic.name || staff ? (
        <p class="row row-apart quiet">
          {clinic.name}
          {staff ? <DemoMark /> : null}
        </p>
      ) : null}
      <StepHeading>{t(headingOf(staff, reading, never))}</StepHeading>
      {at ? <p>{t(never ? "locked-cancelled-at" : "locked-at", { time: at })}</p> : null}
      {never ? (
        <p>{t("locked-never")}</p>
      ) : (
        <>
          {hasText(why) ? <p>{t(why)}</p> : null}
          <div class="card stack">
            <p>{t(staff ? "locked-pictures-host" : reading ? "locked-pictures-reading" : "locked-pictures")}</p>
            <p>{staff ? t("locked-chat-host") : reading ? t("locked-kept-reading") : chatWords(kept)}</p>
            {staff || reading ? null : <p>{recordWords(kept)}</p>}
          </div>
        </>
      )}
      {receipt ? (
        <div class="card stack">
          <p>
            {t("locked-receipt")}: <strong dir="ltr">{receipt}</strong>
          </p>
          {staff ? null : <SaveReceipt path="/api/join/receipt" number={receipt} />}
        </div>
      ) : null}
      {more}
      <p hidden={staff}>
        {clinic.phone ? (
          <>
            {t(never ? "locked-next-time" : "locked-next", { clinic: clinic.name })}{" "}
            <PhoneLink phone={clinic.phone} />
          </>
        ) : (
          t(never ? "locked-next-time-no-phone" : "locked-next-no-phone")
        )}
      </p>
      {children ?? <p class="quiet">{t("locked-close")}</p>}
    </main>
  );
}

/** `never`: the visit was cancelled, or nobody came. */
function headingOf(staff: boolean, reading: boolean, never: string): string {
  if (staff) return "locked-heading-host";
  if (never) return `locked-heading-${never}`;
  return reading ? "locked-heading-reading" : "locked-heading";
}

function chatWords(kept: Kept | undefined): string {
  if (kept?.chatErased) return t("locked-chat-erased");
  return kept?.chatUntilMs ? t("locked-chat-until", { date: dateName(kept.chatUntilMs) }) : t("locked-chat");
}

function recordWords(kept: Kept | undefined): string {
  return kept?.recordUntilMs ? t("locked-kept-until", { date: dateName(kept.recordUntilMs) }) : t("locked-kept");
}
