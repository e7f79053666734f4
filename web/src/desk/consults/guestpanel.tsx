import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { inRow, t } from "../../texts/texts";
import type { Consult, GuestCard, InviteCard } from "../../wire/messages";
import { calls } from "../calls";
import { complain, notices } from "../notices";
import { CodePanel } from "./codepanel";
import { GuestChip, roleWords } from "./guestchips";
import { Qr } from "./qr";
import { Sending } from "./sending";
import { callOf, troubleOf } from "./standing";
import { windowWords } from "./wayschoice";

interface GuestPanelProps {
  consult: Consult;
  guest: GuestCard;
  demo: boolean;
  onChange: () => void;
}

/** One guest: how far they are, their link, a code to read out, and what to do when a link is stopped. */
export function GuestPanel({ consult, guest, demo, onChange }: GuestPanelProps): JSX.Element {
  const [coding, setCoding] = useState(0);
  const [helping, setHelping] = useState(false);
  const [busy, setBusy] = useState(false);
  const { invite } = guest;
  const trouble = troubleOf(invite);
  const call = callOf(guest);
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
    if (renewed) code(withCode);
  };
  const code = (shown: boolean, help = false): void => {
    setHelping(help);
    setCoding(shown ? Date.now() : 0);
  };
  const heading = `guest-${guest.participant}`;
  return (
    <article class="guest" aria-labelledby={heading}>
      <div class="guest-head">
        <h3 id={heading}>
          <bdi>{guest.name}</bdi>
        </h3>
        <span class="quiet">{roleWords(guest)}</span>
        {guest.role === "patient" ? null : <span class="quiet small">{t(guest.verified ? "colleagues-verified" : "not-verified")}</span>}
        <GuestChip guest={guest} />
      </div>
      {guest.objections.length > 0 ? (
        <Banner tone="attention">{t("objects", { names: namesOf(consult, guest.objections), name: guest.name })}</Banner>
      ) : null}
      {trouble ? (
        <Banner tone="attention">
          <span class="grow">{t(`trouble-${trouble.replace("_", "-")}`, { name: guest.name })}</span>
          <Button looks="primary" busy={busy} onClick={() => void renew(true)}>
            {t("new-link-and-code")}
          </Button>
        </Banner>
      ) : null}
      {call ? (
        <Banner tone="attention">
          <span class="grow">{t(`link-call-${call}`, { name: guest.name })}</span>
          <Button looks="primary" onClick={() => code(true, true)}>
            {t("link-help", { name: guest.name })}
          </Button>
        </Banner>
      ) : null}
      {invite && !trouble ? (
        <Ways name={guest.name} folded={guest.presence === "admitted" && !consult.reading && coding === 0}>
          <LinkWays guest={guest} invite={invite} demo={demo} />
          <Sending consult={consult.id} guest={guest} invite={invite} onChange={onChange} />
          {coding ? (
            <CodePanel key={coding} consult={consult.id} guest={guest} help={helping} />
          ) : null}
          <div class="row">
            {coding || call ? null : (
              <Button looks="primary" onClick={() => code(true)}>
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
                code(false);
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

/** People of a consult by their ids. */
function namesOf(consult: Consult, ids: readonly string[]): string {
  return inRow(consult.guests.filter((guest) => ids.includes(guest.participant)).map((guest) => guest.name));
}

interface WaysProps {
  name: string;
  folded: boolean;
  children: ComponentChildren;
}

/**
 * Who is in the room needs no link on the table; it stays at hand. Whoever reads for an opinion still signs with a code.
 * On paper there is no way in: sheets are left lying.
 */
function Ways({ name, folded, children }: WaysProps): JSX.Element {
  return (
    <>
      {folded ? (
        <details class="no-print">
          <summary>{t("link-and-code")}</summary>
          <div class="stack">{children}</div>
        </details>
      ) : (
        <div class="guest-in no-print">{children}</div>
      )}
      <p class="print-only quiet small">{t("print-no-way-in", { name })}</p>
    </>
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
          <span class="quiet small capital">
            {windowWords(invite.not_before_ms, invite.not_after_ms, invite.uses_max)}. {t("ways-used", { count: invite.uses })}
          </span>
          {invite.failures > 0 && invite.state !== "suspended" ? (
            <span class="small tone-attention">{t("link-failures", { count: invite.failures })}</span>
          ) : null}
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
