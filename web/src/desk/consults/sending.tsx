import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { clockTime, hasText, t } from "../../texts/texts";
import type { GuestCard, InviteCard, MessageCard } from "../../wire/messages";
import { calls } from "../calls";
import { complain, notices } from "../notices";
import { KeptMessages } from "./messages";

interface SendingProps {
  consult: string;
  guest: GuestCard;
  invite: InviteCard;
  onChange: () => void;
}

/** What is sent to a guest and what became of it; nothing where everything is handed over and read out. */
export function Sending({ consult, guest, invite, onChange }: SendingProps): JSX.Element | null {
  const [shown, setShown] = useState(false);
  if (invite.link_by === "hand" && invite.code_by === "read") return null;
  const link = invite.messages.find((message) => message.kind === "link");
  const code = invite.messages.find((message) => message.kind === "code");
  return (
    <div class="stack stack-tight">
      {invite.link_by === "hand" ? null : (
        <Told what={link} words={t("sent-link-to", { to: asWritten(invite.link_to), way: invite.link_by })} none={t("sent-link-not")} />
      )}
      {code ? <Told what={code} words={t("sent-code-to", { to: asWritten(invite.code_to), way: invite.code_by })} none="" /> : null}
      {invite.code_by === "mail" ? <span class="quiet small">{t("ways-code-mail-weak")}</span> : null}
      <details onToggle={(event) => setShown(event.currentTarget.open)}>
        <summary>{t("preview-heading")}</summary>
        {shown ? (
          <KeptMessages consult={consult} participant={guest.participant} name={guest.name} language={invite.language} />
        ) : null}
      </details>
      {invite.code_by === "read" ? null : <SendCode consult={consult} guest={guest} invite={invite} onChange={onChange} />}
    </div>
  );
}

/** An address keeps its order in a line that runs to the left: a number's plus would change sides. */
function asWritten(address: string): string {
  return document.documentElement.dir === "rtl" ? `\u2066${address}\u2069` : address;
}

/** How far a message is: calm while it goes, plain words and the way out when it does not. */
function Told({ what, words, none }: { what: MessageCard | undefined; words: string; none: string }): JSX.Element {
  if (!what) return <span class="tone-attention">{none}</span>;
  const why = `sent-because-${what.because.replaceAll("_", "-")}`;
  const because = what.because && hasText(why) ? t(why) : "";
  const how = t(`sent-${what.state}`, { time: clockTime(what.at_ms) });
  if (what.state === "failed" || what.state === "trying") {
    return (
      <Banner tone="attention">
        <span>
          {words} {how} {because} {t(`sent-instead-${what.kind}`)}
        </span>
      </Banner>
    );
  }
  return (
    <span role="status">
      {words} <span class="quiet">{how}</span>
    </span>
  );
}

function SendCode({ consult, guest, invite, onChange }: SendingProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      await calls.sendCode(consult, guest.participant);
      notices.say(t("sent-code-now", { name: guest.name }));
      onChange();
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  return (
    <div class="row">
      <Button busy={busy} onClick={() => void send()}>
        {t("send-code", { to: asWritten(invite.code_to) })}
      </Button>
      <span class="quiet small">{t("send-code-hint", { name: guest.name })}</span>
    </div>
  );
}
