import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { t } from "../../texts/texts";
import type { Consult, GuestCard, InviteCard } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { complain, notices } from "../notices";
import { CodePanel } from "./codepanel";
import { GuestChip, roleWords } from "./guestchips";
import { Qr } from "./qr";
import { troubleOf } from "./standing";

interface GuestPanelProps {
  consult: Consult;
  guest: GuestCard;
  demo: boolean;
  onChange: () => void;
}

/** One guest: how far they are, their link, a code to read out, and what to do when a link is stopped. */
export function GuestPanel({ consult, guest, demo, onChange }: GuestPanelProps): JSX.Element {
  const [coding, setCoding] = useState(0);
  const [busy, setBusy] = useState(false);
  const { invite } = guest;
  const trouble = troubleOf(invite);
  const act = async (asked: () => Promise<InviteCard>, words: string): Promise<boolean> => {
    setBusy(true);
    try {
      await asked();
      notices.say(words);
      onChange();
      return true;
    } catch (error) {
      complain(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const renew = async (withCode: boolean): Promise<void> => {
    const renewed = await act(() => calls.newLink(consult.id, guest.participant), t("link-renewed", { name: guest.name }));
    if (renewed) setCoding(withCode ? Date.now() : 0);
  };
  const heading = `guest-${guest.participant}`;
  return (
    <article class="guest" aria-labelledby={heading}>
      <div class="guest-head">
        <h3 id={heading}>{guest.name}</h3>
        <span class="quiet">{roleWords(guest)}</span>
        {guest.role === "specialist" ? <span class="quiet small">{t("not-verified")}</span> : null}
        <GuestChip guest={guest} />
      </div>
      {trouble ? (
        <Banner tone="attention">
          <span class="grow">{t(`trouble-${trouble.replace("_", "-")}`, { name: guest.name })}</span>
          <Button looks="primary" busy={busy} onClick={() => void renew(true)}>
            {t("new-link-and-code")}
          </Button>
        </Banner>
      ) : null}
      {invite && !trouble ? (
        <Ways folded={guest.presence === "admitted"}>
          <LinkWays guest={guest} invite={invite} demo={demo} />
          {coding ? (
            <CodePanel key={coding} consult={consult.id} guest={guest} />
          ) : null}
          <div class="row">
            {coding ? null : (
              <Button looks="primary" onClick={() => setCoding(Date.now())}>
                {t("show-code")}
              </Button>
            )}
            <Button looks="outline" busy={busy} onClick={() => void renew(false)}>
              {t("new-link")}
            </Button>
            <Button
              looks="stop"
              busy={busy}
              onClick={() => {
                setCoding(0);
                void act(() => calls.revokeLink(consult.id, guest.participant), t("link-revoked", { name: guest.name }));
              }}
            >
              {t("revoke-link")}
            </Button>
          </div>
        </Ways>
      ) : null}
    </article>
  );
}

/** Who is in the room needs no link on the table; it stays at hand. */
function Ways({ folded, children }: { folded: boolean; children: ComponentChildren }): JSX.Element {
  if (!folded) return <>{children}</>;
  return (
    <details>
      <summary>{t("link-and-code")}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}

interface LinkWaysProps {
  guest: GuestCard;
  invite: InviteCard;
  demo: boolean;
}

function LinkWays({ guest, invite, demo }: LinkWaysProps): JSX.Element {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(invite.link);
      notices.say(t("link-copied", { name: guest.name }));
    } catch {
      notices.say(t("link-not-copied"), true);
    }
  };
  return (
    <div class="guest-ways">
      <Qr svg={invite.qr_svg} label={t("qr-of", { name: guest.name })} />
      <div class="stack">
        <div class="stack stack-tight">
          <span class="field-label">{t("link-of", { name: guest.name })}</span>
          <code class="link-text">{invite.link}</code>
          <span class="quiet small">
            {t("link-facts", { until: momentText(invite.not_after_ms), claims: invite.claims })}
          </span>
          {invite.failures > 0 ? <span class="small tone-attention">{t("link-failures", { count: invite.failures })}</span> : null}
        </div>
        <div class="row">
          <Button onClick={() => void copy()}>{t("copy-link")}</Button>
          {demo ? (
            <a class="button" href={invite.link} target="_blank" rel="noreferrer noopener">
              {t(guest.role === "patient" ? "open-as-patient" : "open-as-guest")}
            </a>
          ) : null}
        </div>
      </div>
    </div>
  );
}
