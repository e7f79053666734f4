import type { JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { MessageWords, PreviewMessages } from "../../wire/messages";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { usePolled } from "../polled";
import { type Draft, startOf, typeOf, waysOf } from "./draft";
import { isSent, waysAsked } from "./ways";
import { mine } from "../signedin";
import { Answering } from "../unanswered";

const REST_MS = 300;
const ONCE = 0;

/** What each guest will be sent, word for word as the server will write it, before anybody is invited. */
export function PlannedMessages({ draft }: { draft: Draft }): JSX.Element | null {
  const sent = draft.guests.filter((guest) => isSent(waysOf(guest)));
  if (sent.length === 0) return null;
  return (
    <Panel heading={t("preview-heading")}>
      <p class="quiet small">{t("preview-why")}</p>
      {sent.map((guest) => (
        <PlannedFor key={guest.key} asked={previewOf(draft, guest.key)} name={guest.name.trim() || t(`role-${guest.role}`)} />
      ))}
    </Panel>
  );
}

/** What one guest will be sent, asked for anew once the typing rests. */
export function PlannedFor({ asked, name }: { asked: PreviewMessages; name: string }): JSX.Element {
  const [messages, setMessages] = useState<readonly MessageWords[]>([]);
  const [wrong, setWrong] = useState("");
  useEffect(() => {
    let gone = false;
    const rest = setTimeout(() => {
      calls.previewMessages(asked).then(
        (answer) => {
          if (gone) return;
          setMessages(answer.messages);
          setWrong("");
        },
        (error: unknown) => gone || setWrong(wordsOf(error)),
      );
    }, REST_MS);
    return () => {
      gone = true;
      clearTimeout(rest);
    };
  }, [JSON.stringify(asked)]);
  return (
    <>
      {wrong ? <Banner tone="attention">{wrong}</Banner> : null}
      <MessageList name={name} messages={messages} language={asked.ways.language ?? ""} />
    </>
  );
}

/** No name and no address: the words do not depend on them. */
function previewOf(draft: Draft, key: number): PreviewMessages {
  const type = typeOf(draft, mine().policy.types);
  const guest = draft.guests.find((one) => one.key === key);
  const start = startOf(draft);
  const ways = guest ? waysAsked(waysOf(guest), type, start.ms) : {};
  const window = start.planned ? {} : { not_before_ms: null };
  return {
    ways: { ...ways, link_to: "", code_to: "", ...window },
    minutes: draft.minutes,
    start_ms: start.planned ? start.ms : null,
    kind: draft.kind,
  };
}

/** What a guest who is invited is sent, with their link as it is now. */
export function KeptMessages({ consult, participant, name, language }: Kept): JSX.Element {
  const fetch = useCallback(() => calls.messages(consult, participant), [consult, participant]);
  const { value, failed, refresh } = usePolled(fetch, ONCE);
  if (!value) return <Answering failed={failed} onAgain={refresh} />;
  return <MessageList name={name} messages={value.messages} language={language} />;
}

interface Kept {
  consult: string;
  participant: string;
  name: string;
  language: string;
}

interface ListProps {
  name: string;
  messages: readonly MessageWords[];
  language: string;
}

function MessageList({ name, messages, language }: ListProps): JSX.Element {
  return (
    <>
      {messages.map((message) => (
        <figure class="message" key={message.kind}>
          <figcaption class="quiet small">{t(`preview-${message.kind}-${message.channel}`, { name })}</figcaption>
          <div class="letter message-words" data-mood="light" lang={language}>
            {message.subject ? <strong>{message.subject}</strong> : null}
            {message.body.trimEnd().split("\n\n").map((part) => (
              <p key={part}>
                {part}
              </p>
            ))}
          </div>
        </figure>
      ))}
    </>
  );
}
