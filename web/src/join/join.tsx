import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAgain } from "../components/again";
import { DemoMark, isDemo } from "../components/demomark";
import { useTitle } from "../components/title";
import { BirthDate } from "../lobby/birthdate";
import { clinicOfPage } from "../lobby/clinic";
import { Away, EnterCode, Neutral, NoWay } from "../lobby/entering";
import { Knocking } from "../lobby/knocking";
import { type Kept, Locked as LockedPage } from "../locked/locked";
import { WhoLooked } from "../locked/seen";
import type { GuestReading } from "../opinion/guest";
import type { LiveRoom, Over } from "../room/live";
import type * as Room from "../room/mount";
import { GUEST_ROOM_TEXTS, GUEST_TEXTS } from "../texts/sets";
import { LANGUAGES, LANGUAGE_NAMES, errorText, fetchTexts, language, loadTexts, t } from "../texts/texts";
import { ahead } from "../wire/ahead";
import { Failed, get, mayPass, post } from "../wire/http";
import type { Clinic, Entered, LinkState, Ticket } from "../wire/messages";

interface Locked {
  at: "locked";
  clinic: Clinic;
  reason: string;
  receipt: string;
  kept?: Kept;
  /** What this browser's person was in it; "" when nobody was ever let in. */
  role: string;
  /** When it was locked; 0: not known. */
  endedMs: number;
  /** An opinion was asked for, not a visit planned. */
  reading?: boolean;
}

type Place =
  | Locked
  | { at: "asking" }
  | { at: "neutral" }
  | { at: "code"; link: LinkState }
  | { at: "birth"; me: Entered }
  | { at: "knocking"; me: Entered }
  | { at: "room" }
  | { at: "reading"; clinic: Clinic }
  /** The line or the server is away: nothing is said of the link. */
  | { at: "away"; code: string }
  | { at: "nowhere"; heading: Words; words: Words; clinic: Clinic | null; hereToo?: boolean };

/** Said anew whenever it is read: in the meantime another language may have been chosen. */
type Words = () => string;

/** A guest's pages; in a demonstration each says so in its corner (the room has its own place for it). */
export function JoinApp({ secret }: { secret: string }): JSX.Element {
  useLanguage();
  return (
    <>
      <JoinPlaces secret={secret} />
      {isDemo() ? (
        <aside class="demo-corner" aria-label={t("demo-mark")}>
          <DemoMark />
        </aside>
      ) : null}
    </>
  );
}

/** Draws the page again in the language that was chosen on it; what was typed stays. Only the room watches signals itself. */
function useLanguage(): void {
  const [, spoken] = useState(language.value);
  useEffect(() => language.subscribe((name) => spoken(name)), []);
}

/** A guest's way: neutral page, code, birth date, waiting room, room, locked. The server says where one stands. */
function JoinPlaces({ secret }: { secret: string }): JSX.Element {
  const [place, setPlace] = useState<Place>({ at: "asking" });
  const clinic = useRef<Clinic>(clinicOfPage());
  useEffect(() => {
    // whoever comes without a link comes back, most often to the room
    if (secret === "") comingBack();
    void whereAmI(secret).then((found) => setPlace(found));
    if (secret !== "") void overAlready(secret).then((over) => over && setPlace(over));
  }, [secret]);
  useTitle(place.at === "room" ? undefined : t("join-title"));
  const opened = (link: LinkState): void => {
    clinic.current = link.clinic;
    if (link.state === "ended") setPlace(endedPlace(link));
    else if (link.needs_code) setPlace({ at: "code", link });
    else void whereAmI("").then((found) => setPlace(found));
  };
  const entered = (me: Entered): void => {
    clinic.current = me.clinic;
    setPlace(placeOf(me));
  };
  const answered = async (): Promise<void> => {
    const found = await whereAmI("");
    setPlace(found.at === "nowhere" ? refused() : found);
  };
  const again = async (): Promise<void> => setPlace(await whereAmI(""));
  useAgain(place.at === "away" ? () => void again() : undefined);
  const over = (how: Over, room: LiveRoom): void => {
    const next = placeAfter(how, room, clinic.current);
    setPlace(next);
    if (next.at === "locked") void receiptOf(next).then((found) => setPlace(found));
  };
  switch (place.at) {
    case "asking":
      return <Asking />;
    case "neutral":
      return withLanguages(<Neutral secret={secret} onOpen={opened} onLocked={(failed) => setPlace(afterRefusal(failed))} />);
    case "code":
      return withLanguages(<EnterCode secret={secret} link={place.link} onEnter={entered} />);
    case "birth":
      return withLanguages(<BirthDate me={place.me} onSaid={entered} />);
    case "knocking":
      return withLanguages(<Knocking me={place.me} onAnswer={(me) => (me ? entered(me) : void answered())} />);
    case "room":
      return <RoomPlace onOver={over} onAway={() => setPlace(away)} />;
    case "reading":
      return <OpinionPlace clinic={place.clinic} onNothing={(failed) => setPlace(afterReading(failed))} onAway={() => setPlace(away)} />;
    case "locked":
      return (
        <LockedPage
          clinic={place.clinic}
          reason={place.reason}
          receipt={place.receipt}
          endedMs={place.endedMs}
          kept={place.kept}
          reading={place.reading}
          more={place.role === "patient" ? <WhoLooked /> : null}
        />
      );
    case "away":
      return withLanguages(<Away code={place.code} onAgain={again} />);
    case "nowhere":
      return withLanguages(<NoWay {...place} heading={place.heading()} words={place.words()} />);
  }
}

/** The room and its words are fetched while the server is asked where one stands. */
function comingBack(): void {
  // what fails now is asked for, and told, where it is needed
  void theRoom().catch(() => undefined);
  fetchTexts(GUEST_ROOM_TEXTS, language.value);
}

/** A new link begins at its neutral page; without one the resume cookie decides. */
async function whereAmI(secret: string): Promise<Place> {
  if (secret !== "") return { at: "neutral" };
  try {
    return placeOf(await get<Entered>("/api/join/me"));
  } catch (error) {
    return error instanceof Failed ? afterRefusal(error) : { at: "away", code: "unknown" };
  }
}

/** A link that is opened again after the end says so by itself; of any other link nothing is asked before the button. */
async function overAlready(secret: string): Promise<Place | undefined> {
  try {
    const link = await post<LinkState>("/api/join/open", { secret, glance: true });
    return link.state === "ended" ? endedPlace(link) : undefined;
  } catch (error) {
    return error instanceof Failed && error.status === 423 ? afterRefusal(error) : undefined;
  }
}

function endedPlace(link: LinkState): Locked {
  return { at: "locked", clinic: link.clinic, reason: link.never, receipt: "", role: "", endedMs: link.ended_ms ?? 0, reading: link.reading };
}

function placeOf(me: Entered): Place {
  if (me.asks_birth_date) return { at: "birth", me };
  if (me.knocking) return { at: "knocking", me };
  return me.reading ? { at: "reading", clinic: me.clinic } : { at: "room" };
}

/** The host kept the other device. */
function refused(): Place {
  return { at: "nowhere", heading: () => t("link-knock-gone"), words: () => t("link-knock-gone-words"), clinic: clinicOfPage() };
}

function afterRefusal(error: Failed): Place {
  // what was asked in a reading can be answered, and read, when there is nothing to see any more
  if (error.status === 423 && error.facts.reading === true) return { at: "reading", clinic: clinicOfPage() };
  if (error.status === 423) return lockedBy(error.facts, clinicOfPage());
  if (error.status === 401 || error.status === 404) {
    return { at: "nowhere", heading: noSecret, words: () => t("join-no-secret"), clinic: clinicOfPage() };
  }
  return mayPass(error) ? { at: "away", code: error.code } : nowhere(error.code);
}

const away: Place = { at: "away", code: "unreachable" };

/** A reading that is locked and whose request is not this browser's. */
function afterReading(error: Failed): Place {
  if (mayPass(error)) return { at: "away", code: error.code };
  if (error.status !== 401 && error.status !== 404) return nowhere(error.code);
  return { at: "locked", clinic: clinicOfPage(), reason: "", receipt: "", role: "", endedMs: 0, reading: true };
}

function nowhere(code: string): Place {
  return { at: "nowhere", heading: noSecret, words: () => errorText(code), clinic: clinicOfPage() };
}

function noSecret(): string {
  return t("join-no-secret-heading");
}

function lockedBy(facts: Over["facts"], known: Clinic): Locked {
  const clinic = { name: textOf(facts.clinic) || known.name, phone: textOf(facts.phone) || known.phone };
  const kept = {
    chatUntilMs: Number(facts.chat_until_ms ?? 0),
    chatErased: facts.chat_erased === true,
    recordUntilMs: Number(facts.record_until_ms ?? 0),
  };
  const [reason, receipt, role] = [textOf(facts.reason), textOf(facts.receipt), textOf(facts.role)];
  return { at: "locked", clinic, reason, receipt, role, kept, endedMs: Number(facts.ended_ms ?? 0) };
}

/** What the server says of the lock once it is over for everybody: reason and receipt. */
async function receiptOf(place: Locked): Promise<Place> {
  const failed: unknown = await get<Entered>("/api/join/me").catch((error: unknown) => error);
  if (!(failed instanceof Failed) || failed.status !== 423) return place;
  const told = lockedBy(failed.facts, place.clinic);
  return { ...told, reason: told.reason || place.reason };
}

function textOf(fact: string | number | boolean | undefined): string {
  return fact === undefined ? "" : String(fact);
}

function placeAfter({ code, facts }: Over, room: LiveRoom, known: Clinic): Place {
  const welcome = room.facts.welcome.value;
  const clinic = welcome ? { name: welcome.clinic, phone: welcome.phone } : known;
  if (code === "locked" || code === "ended") {
    const place = lockedBy(facts, clinic);
    return { ...place, reason: place.reason || (room.facts.state.value?.reason ?? "") };
  }
  const heading = { moved: "moved-heading", left: "left-heading", removed: "removed-heading" }[code];
  const words = (): string => (code === "left" ? t("left-words") : errorText(code, facts));
  return { at: "nowhere", heading: () => t(heading ?? "removed-heading"), words, clinic, hereToo: code === "moved" };
}

const theRoom = (): Promise<typeof Room> => import("../room/mount");

/** The room is a part of its own: it is fetched once somebody may enter, or comes back. */
function RoomPlace({ onOver, onAway }: { onOver: (over: Over, room: LiveRoom) => void; onAway: () => void }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    let close = (): void => undefined;
    let gone = false;
    const open = async (): Promise<void> => {
      const ticket = ahead(() => post<Ticket>("/api/join/ticket"));
      const [{ mountRoom }] = await Promise.all([
        theRoom(),
        loadTexts(GUEST_ROOM_TEXTS, language.value),
      ]);
      document.title = t("room-page-title");
      if (gone || !element.current) return;
      setOpen(true);
      close = mountRoom(element.current, {
        ticket,
        proof: { by: "guest", prove: (code) => post<Entered>("/api/join/prove", { code }) },
        onOver,
      });
    };
    open().catch(() => gone || onAway());
    return () => {
      gone = true;
      close();
    };
  }, []);
  return (
    <>
      {isOpen ? null : <Asking />}
      <div ref={element} class="room-place" hidden={!isOpen} />
    </>
  );
}

/** What is asked, and the room to look in: a part of its own too. */
function OpinionPlace({ onAway, ...props }: { clinic: Clinic; onNothing: (failed: Failed) => void; onAway: () => void }): JSX.Element {
  const [Reading, setReading] = useState<typeof GuestReading>();
  useEffect(() => {
    const texts = loadTexts([...GUEST_ROOM_TEXTS, "reading"], language.value);
    void Promise.all([import("../opinion/guest"), texts]).then(([part]) => setReading(() => part.GuestReading), onAway);
  }, []);
  return Reading ? <Reading {...props} /> : <Asking />;
}

/** Something is on its way, and whose page this is stands there already. */
function Asking(): JSX.Element {
  const { name } = clinicOfPage();
  return (
    <main class="page page-guest" data-mood="light">
      {name ? <p class="quiet">{name}</p> : null}
      <p role="status">{t("loading")}</p>
    </main>
  );
}

function withLanguages(page: JSX.Element): JSX.Element {
  return (
    <>
      {page}
      <nav class="languages" aria-label={t("language-choice")}>
        {LANGUAGES.filter((name) => name !== language.value).map((name) => (
          <button key={name} type="button" class="link" lang={name} onClick={() => void loadTexts(GUEST_TEXTS, name)}>
            {LANGUAGE_NAMES[name]}
          </button>
        ))}
      </nav>
    </>
  );
}
