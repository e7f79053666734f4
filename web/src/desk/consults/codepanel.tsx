import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { spanText, t } from "../../texts/texts";
import type { CodeCard, GuestCard } from "../../wire/messages";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { useSeconds } from "../polled";
import { serverNow } from "../signedin";

interface CodePanelProps {
  consult: string;
  guest: GuestCard;
  /** The guest stands before the door: the first code lets the same link go on. */
  help?: boolean;
}

/** A code to read out: made when asked for, good for ten minutes, one use; a new one kills the former. */
export function CodePanel({ consult, guest, help = false }: CodePanelProps): JSX.Element {
  const [card, setCard] = useState<CodeCard>();
  // whoever was stopped before this code was made goes on with it, and reads so at the next look
  const madeFor = useRef(guest);
  const latest = useRef(guest);
  latest.current = guest;
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const make = async (helping: boolean): Promise<void> => {
    setBusy(true);
    try {
      const made = await (helping ? calls.helpIn : calls.newCode)(consult, guest.participant);
      madeFor.current = latest.current;
      setCard(made);
      setWrong("");
    } catch (error) {
      setWrong(wordsOf(error));
    }
    setBusy(false);
  };
  useEffect(() => void make(help), [consult, guest.participant]);
  const digits = useRef<HTMLOutputElement>(null);
  useEffect(() => digits.current?.focus({ preventScroll: true }), [card]);
  useSeconds(card !== undefined);
  const left = card ? card.expires_ms - serverNow() : 0;
  const used = card !== undefined && guest.invite?.state === "claimed" && guest.invite.code_expires_ms === null;
  const stopped = guest !== madeFor.current && guest.invite?.state === "suspended";
  const dead = left <= 0 || used || stopped;
  return (
    <div class={card && dead ? "code-card code-dead" : "code-card"}>
      {card ? (
        <output class="code-digits" dir="ltr" ref={digits} tabIndex={-1} aria-label={t("code-for", { name: guest.name })}>
          {`${card.code.slice(0, 3)} ${card.code.slice(3)}`}
        </output>
      ) : null}
      <div class="stack stack-tight grow">
        {wrong ? <Banner tone="stop">{wrong}</Banner> : null}
        {card ? (
          <span class={dead ? "tone-attention" : ""} role={dead ? "status" : undefined}>
            {t(used ? "code-used-up" : stopped ? "code-stopped" : dead ? "code-over" : "code-left", { time: spanText(left), name: guest.name })}
          </span>
        ) : null}
        {card && !dead ? <span class="quiet small">{t("code-how", { name: guest.name })}</span> : null}
      </div>
      <Button busy={busy} onClick={() => void make(false)}>
        {t("code-new")}
      </Button>
    </div>
  );
}
