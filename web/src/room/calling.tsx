import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { errorText, spanText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { CodeCard, ParticipantCard } from "../wire/messages";
import type { LiveRoom } from "./live";
import { useServerTime } from "./timeleft";

/** A code for a guest who stands before the door, in one tap. */
export type HelpIn = (participant: string) => Promise<CodeCard>;

interface CallingProps {
  room: LiveRoom;
  onHelpIn: HelpIn | undefined;
}

/** Who stands before the door: a stopped link, or a call for help, with the one tap that opens it again. */
export function Calling({ room, onHelpIn }: CallingProps): JSX.Element | null {
  const [codes, setCodes] = useState<ReadonlyMap<string, CodeCard>>(new Map());
  const now = useServerTime(room);
  if (!room.facts.me.value?.host || !onHelpIn) return null;
  const live = (person: ParticipantCard): boolean => (codes.get(person.id)?.expires_ms ?? 0) > now && !person.online;
  const made = (person: ParticipantCard): CodeCard | undefined => {
    const code = codes.get(person.id);
    // who owes a code does until it is typed; who stands before the door is let go on by the code itself
    return person.trouble === "" || (person.trouble === "code" && (code?.expires_ms ?? 0) > now) ? code : undefined;
  };
  const calling = room.facts.participants.value.filter((person) => person.trouble !== "" || live(person));
  if (calling.length === 0) return null;
  const help = async (person: string): Promise<void> => {
    try {
      const code = await onHelpIn(person);
      setCodes((before) => new Map([...before, [person, code]]));
    } catch (failed) {
      room.notices.say(errorText(failed instanceof Failed ? failed.code : "unknown"), true);
    }
  };
  return (
    <div class="admitting" aria-live="polite">
      {calling.map((person) => (
        <CallCard
          key={person.id}
          person={person}
          code={made(person)}
          now={now}
          onHelp={() => help(person.id)}
        />
      ))}
    </div>
  );
}

interface RungProps {
  room: LiveRoom;
  person: ParticipantCard;
  onNewCode: HelpIn;
  /** It was asked for already; once it is spent, nothing is offered any more. */
  atOnce?: boolean;
}

/** Somebody rings before they are in, or from a second device: their code is read out from here, without leaving the room. */
export function Rung({ room, person, onNewCode, atOnce = false }: RungProps): JSX.Element | null {
  const [code, setCode] = useState<CodeCard>();
  const [busy, setBusy] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // the button that was pressed is gone: the digits are read from here on
  useEffect(() => place.current?.querySelector("output")?.focus({ preventScroll: true }), [code]);
  const now = useServerTime(room);
  const { name } = person;
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      setCode(await onNewCode(person.id));
    } catch (failed) {
      room.notices.say(errorText(failed instanceof Failed ? failed.code : "unknown"), true);
    }
    setBusy(false);
  };
  useEffect(() => {
    if (atOnce) void make();
  }, []);
  if (!code || code.expires_ms <= now) {
    if (atOnce && !busy) return null;
    return (
      <span class="row">
        <Button busy={busy} aria-label={t("link-code-show-for", { name })} onClick={() => void make()}>
          {t("link-code-show")}
        </Button>
      </span>
    );
  }
  return (
    <div ref={place}>
      <CodeToRead name={name} code={code} now={now} />
    </div>
  );
}

/** Six digits, and how long they are good. */
function CodeToRead({ name, code, now }: { name: string; code: CodeCard; now: number }): JSX.Element {
  return (
    <>
      <output class="call-code" dir="ltr" tabIndex={-1} aria-label={t("link-code-for", { name })}>
        {`${code.code.slice(0, 3)} ${code.code.slice(3)}`}
      </output>
      <p class="small quiet">{t("link-code-read", { name, time: spanText(code.expires_ms - now) })}</p>
    </>
  );
}

interface CallCardProps {
  person: ParticipantCard;
  code: CodeCard | undefined;
  now: number;
  onHelp: () => Promise<void>;
}

function CallCard({ person, code, now, onHelp }: CallCardProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const help = async (): Promise<void> => {
    setBusy(true);
    await onHelp();
    setBusy(false);
  };
  const { name } = person;
  const heading = t(person.trouble === "code" ? "unseen-call" : "link-call", { name });
  return (
    <section class="waiting-card" aria-label={heading}>
      <h2>{heading}</h2>
      {code ? (
        <CodeToRead name={name} code={code} now={now} />
      ) : (
        <>
          <p class="small">{t(`link-call-${person.trouble}`, { name })}</p>
          <div class="row">
            <Button looks="primary" busy={busy} onClick={() => void help()}>
              {t("link-help", { name })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
