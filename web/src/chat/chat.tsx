import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../components/button";
import type { Conversation, Unkept, Waiting } from "../store/conversation";
import { clockTime, errorText, inRow, t } from "../texts/texts";
import type { ChatLine, ParticipantCard, Viewport } from "../wire/messages";
import { Writing, type WritingProps } from "./writing";

interface ChatProps {
  conversation: Conversation;
  people: readonly ParticipantCard[];
  /** Names by id, of those who have gone too. */
  names: ReadonlyMap<string, string>;
  me: string;
  /** Words of a system line; empty: not shown. */
  systemWords: (line: ChatLine) => string;
  /** Everything up to here is on this person's screen. */
  onRead: (seq: number) => void;
  /** The picture a line speaks of, to be opened. */
  card: (picture: Viewport) => JSX.Element | null;
  /** What stands while nothing is written. */
  empty: string;
  /** Stands above the lines, whatever is said: who reads them. */
  foreword?: string;
  /** When the page told that a finger can point: that takes its place in the talk as a line does, and lies over nothing. */
  hintMs?: number | undefined;
  /** Where one writes; null: nobody can any more. */
  writing: WritingProps | null;
  /** The tab panel this is, if it is one. */
  panel?: string | undefined;
}

const NEAR_END_CSS = 80;

/** The chat: what was said in the server's order, what is on its way, and a place to write. Text nodes only. */
export function Chat(props: ChatProps): JSX.Element {
  const { writing, panel } = props;
  const channel = writing?.channel ?? "talk";
  return (
    <section class={`chat chat-of-${channel}`} id={panel} role={panel ? "tabpanel" : undefined} aria-label={t("chat")}>
      <Lines {...props} />
      {writing ? <Writing {...writing} /> : null}
    </section>
  );
}

function Lines({ conversation, people, names, me, systemWords, onRead, card, empty, foreword, hintMs }: ChatProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const put = useRef(0);
  const lines = conversation.lines.value;
  const waiting = conversation.waiting.value;
  const unkept = conversation.unkept.value;
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    if (atEnd.current) {
      element.scrollTop = element.scrollHeight;
      put.current = element.scrollTop;
    }
    const last = lines.at(-1)?.seq ?? 0;
    if (last > 0 && atEnd.current && !document.hidden) onRead(last);
  }, [lines, waiting, unkept, hintMs]);
  // a turned phone, or its keys, makes the place smaller: the last line still shows
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => {
      if (!atEnd.current) return;
      element.scrollTop = element.scrollHeight;
      put.current = element.scrollTop;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const scrolled = (): void => {
    const element = list.current;
    if (!element) return;
    // a line may have come since this page itself scrolled: only a hand leaves the end
    const byHand = !atEnd.current || element.scrollTop < put.current;
    if (byHand) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_CSS;
    const last = lines.at(-1)?.seq ?? 0;
    if (atEnd.current && last > 0 && !document.hidden) onRead(last);
  };
  const lastOwn = lines.filter((line) => line.author === me && line.kind !== "system").at(-1);
  const told = hintMs ?? Infinity;
  const one = (line: ChatLine): JSX.Element =>
    line.kind === "system" ? (
      <SystemLine key={line.seq} words={systemWords(line)} />
    ) : (
      <SaidLine key={line.seq} {...{ line, people, names, me, card }} last={line === lastOwn} />
    );
  return (
    <div class="chat-lines" ref={list} onScroll={scrolled} role="log" aria-label={t("chat-lines")} tabIndex={0}>
      {foreword ? <p class="chat-system">{foreword}</p> : null}
      {!foreword && lines.length + waiting.length + unkept.length === 0 ? <p class="chat-empty quiet">{empty}</p> : null}
      {lines.filter((line) => line.at_ms <= told).map(one)}
      {hintMs ? <SystemLine words={t("point-hint")} /> : null}
      {lines.filter((line) => line.at_ms > told).map(one)}
      {[...waiting, ...unkept]
        .sort((one, other) => one.turn - other.turn)
        .map((one) =>
          "line" in one ? (
            <UnkeptLine key={`u${one.turn}`} {...{ unkept: one, names, me, card, conversation }} />
          ) : (
            <WaitingLine key={one.cid} message={one} conversation={conversation} card={card} />
          ),
        )}
    </div>
  );
}

function SystemLine({ words }: { words: string }): JSX.Element | null {
  return words ? <p class="chat-system">{words}</p> : null;
}

interface SaidLineProps {
  line: ChatLine;
  people: readonly ParticipantCard[];
  names: ReadonlyMap<string, string>;
  me: string;
  card: ChatProps["card"];
  /** My newest line carries who has read it. */
  last: boolean;
}

function SaidLine({ line, people, names, me, card, last }: SaidLineProps): JSX.Element {
  const mine = line.author === me;
  const author = names.get(line.author) ?? "";
  if (line.kind === "signal") return <p class="chat-system">{signalWords(line, mine ? "" : author)}</p>;
  return (
    <div class={mine ? "chat-line chat-mine" : "chat-line"}>
      <span class="chat-about">
        <bdi>{mine ? t("chat-you") : author}</bdi> · <bdi>{clockTime(line.at_ms)}</bdi>
      </span>
      <p class="chat-text" dir="auto">
        {line.text}
      </p>
      {line.picture ? card(line.picture) : null}
      {last ? <span class="chat-about">{line.channel === "talk" ? readWords(line, people, me) : t("chat-delivered")}</span> : null}
    </div>
  );
}

function signalWords(line: ChatLine, name: string): string {
  const kind = String(line.facts.kind ?? (line.code || line.text));
  return name === "" ? t("signal-sent", { words: t(`signal-${kind}`) }) : t(`signal-from-${kind}`, { name });
}

/** Delivered, or read by whom. */
function readWords(line: ChatLine, people: readonly ParticipantCard[], me: string): string {
  const readers = people.filter((one) => one.id !== me && one.presence === "admitted" && one.read >= line.seq);
  if (readers.length === 0) return t("chat-delivered");
  return t("chat-read", { names: inRow(readers.map((one) => one.name)) });
}

interface UnkeptLineProps {
  unkept: Unkept;
  names: ReadonlyMap<string, string>;
  me: string;
  card: ChatProps["card"];
  conversation: Conversation;
}

/** What somebody said while it could not be stored: to be read as any line, and to be told from one. */
function UnkeptLine({ unkept: { line, lost }, names, me, card, conversation }: UnkeptLineProps): JSX.Element {
  const mine = line.author === me;
  const author = mine ? t("chat-you") : (names.get(line.author) ?? "");
  const about = lost ? (
    <span class="row chat-about tone-attention">
      {t("chat-lost")}
      <Button looks="quiet" onClick={() => conversation.dismiss(line)}>
        {t("chat-discard")}
      </Button>
    </span>
  ) : (
    <span class="chat-about">{t("chat-unkept")}</span>
  );
  if (line.kind === "signal") {
    return (
      <div class="chat-system chat-waiting">
        <p>{signalWords(line, mine ? "" : author)}</p>
        {about}
      </div>
    );
  }
  return (
    <div class={mine ? "chat-line chat-mine chat-waiting" : "chat-line chat-waiting"}>
      <span class="chat-about">
        <bdi>{author}</bdi> · <bdi>{clockTime(line.at_ms)}</bdi>
      </span>
      <p class="chat-text" dir="auto">
        {line.text}
      </p>
      {line.picture ? card(line.picture) : null}
      {about}
    </div>
  );
}

interface WaitingLineProps {
  message: Waiting;
  conversation: Conversation;
  card: ChatProps["card"];
}

const ON_ITS_WAY = { sending: "chat-sending", unkept: "chat-unkept-mine", stored: "chat-delivered", refused: "" };

function WaitingLine({ message, conversation, card }: WaitingLineProps): JSX.Element {
  const refused = message.state === "refused";
  return (
    <div class={refused ? "chat-line chat-mine chat-refused" : "chat-line chat-mine chat-waiting"}>
      <p class="chat-text" dir="auto">
        {message.text}
      </p>
      {message.picture ? card(message.picture) : null}
      {refused ? (
        <>
          <span class="chat-about tone-stop">{errorText(message.code)}</span>
          <span class="row">
            <Button onClick={() => conversation.again(message.cid)}>{t("chat-again")}</Button>
            <Button looks="quiet" onClick={() => conversation.discard(message.cid)}>
              {t("chat-discard")}
            </Button>
          </span>
        </>
      ) : (
        <span class="chat-about">{t(ON_ITS_WAY[message.state])}</span>
      )}
    </div>
  );
}
