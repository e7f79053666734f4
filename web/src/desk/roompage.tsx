import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { DemoMark, isDemo } from "../components/demomark";
import { Locked } from "../locked/locked";
import type { Over } from "../room/live";
import { NoteWriting } from "../store/note";
import { errorText, t } from "../texts/texts";
import { ahead } from "../wire/ahead";
import type { LockReceipt } from "../wire/messages";
import { Waiting } from "./waiting";
import { calls, notePort, ownHands } from "./calls";
import { AddInRoom } from "./consults/adding";
import { lightUp } from "./hands";
import { CheckInRoom } from "./names/inroom";
import { AskInRoom } from "./opinions/askinroom";
import { offersOpinions } from "./opinions/offered";
import { go, Link } from "./place";
import { usePolled } from "./polled";
import { PriorsInRoom } from "./priors/priors";
import { Receipt } from "./records/receipt";
import { mine } from "./signedin";
import { type Covers, coverKey, coversOf } from "./studies/covers";
import { unsent } from "./unsent";

/** The room of one's own consult. The room itself is a part of its own, fetched when one enters. */
export function RoomPage({ id }: { id: string }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<Over>();
  const [again, setAgain] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [checking, setChecking] = useState(false);
  const [adding, setAdding] = useState(false);
  const [asking, setAsking] = useState(false);
  const [earlier, setEarlier] = useState(false);
  useEffect(() => {
    let close = (): void => undefined;
    let gone = false;
    const writing = new NoteWriting(notePort(id));
    const covers = signal<Covers>(new Map());
    void coversOf(id).then((found) => (covers.value = found));
    const open = async (): Promise<void> => {
      const ticket = ahead(() => calls.ticket(id));
      const [{ mountRoom }, guestView] = await Promise.all([import("../room/mount"), isDemo() ? guestLink(id) : undefined]);
      if (gone || !element.current) return;
      setOpen(true);
      close = mountRoom(element.current, {
        ticket,
        owner: ownHands(mine().person.id),
        proof: { by: "staff", prove: async (code) => lightUp(await calls.factor({ code })) },
        onExit: () => go({ page: "consult", consult: id }),
        guestView,
        cover: (stack) => covers.value.get(coverKey(stack.modality, stack.series_number, stack.title)),
        onCheckNames: () => setChecking(true),
        onAdd: () => setAdding(true),
        onPriors: () => setEarlier(true),
        ...(offersOpinions() ? { onAskOpinion: () => setAsking(true) } : {}),
        onHelpIn: (participant) => calls.helpIn(id, participant),
        onNewCode: (participant) => calls.newCode(id, participant),
        note: writing,
        onOver: (how) => {
          if (how.code === "locked" || how.code === "ended") unsent.dropUnder(`${id} `);
          setOver(how);
        },
      });
    };
    document.title = t("page-title", { page: t("room-page-title-staff") });
    open().catch(() => setOver({ code: "unreachable", facts: {} }));
    return () => {
      gone = true;
      writing.close();
      close();
    };
  }, [id, again]);
  const enter = (): void => {
    // a part of the page that could not be fetched is asked for anew only by a new page
    if (over?.code === "unreachable") location.reload();
    setOver(undefined);
    setOpen(false);
    setAgain(again + 1);
  };
  if (over) return <AfterRoom id={id} over={over} onAgain={enter} />;
  return (
    <>
      {isOpen ? null : <Waiting words={t("loading")} />}
      <div key={again} ref={element} class="room-place" hidden={!isOpen} />
      {checking ? <CheckInRoom consult={id} onClose={() => setChecking(false)} /> : null}
      {asking ? <AskInRoom consult={id} onClose={() => setAsking(false)} /> : null}
      {earlier ? <PriorsInRoom consult={id} onClose={() => setEarlier(false)} /> : null}
      {adding ? <AddInRoom consult={id} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

interface AfterRoomProps {
  id: string;
  over: Over;
  onAgain: () => void;
}

/** Why one is not in the room any more, and where to go on. */
function AfterRoom({ id, over, onAgain }: AfterRoomProps): JSX.Element {
  if (over.code === "locked" || over.code === "ended") return <LockedForStaff id={id} over={over} />;
  const isGone = over.code === "not_found" || over.code === "forbidden";
  const heading = isGone ? "nowhere-heading" : over.code === "unreachable" ? "room-away-heading" : over.code === "moved" ? "moved-heading" : "left-heading";
  return (
    <main class="door" data-mood="dark">
      <div class="door-card door-wide">
        {isDemo() ? (
          <div>
            <DemoMark />
          </div>
        ) : null}
        <h1>{t(heading)}</h1>
        <p>{over.code === "left" ? t("room-left-staff") : isGone ? t("gone-words") : errorText(over.code, over.facts)}</p>
        <div class="row">
          {isGone ? (
            <Link class="button button-primary" to={{ page: "today" }}>
              {t("to-today")}
            </Link>
          ) : (
            <>
              <Button looks="primary" onClick={onAgain}>
                {t("room-again")}
              </Button>
              <Link class="button" to={{ page: "consult", consult: id }}>
                {t("to-consult")}
              </Link>
            </>
          )}
        </div>
      </div>
    </main>
  );
}

const WRITTEN_MS = 2000;

/** Back, reload and an old tab of the host land here: what the end destroyed stands on it. */
function LockedForStaff({ id, over }: { id: string; over: Over }): JSX.Element {
  const [receipt, setReceipt] = useState<LockReceipt>();
  const fetch = useCallback(async () => {
    const heard = (await calls.record(id)).receipt;
    if (heard) setReceipt(heard);
  }, [id]);
  // to look at a record is an entry of it: nobody asks again for what is here
  usePolled(fetch, receipt ? 0 : WRITTEN_MS);
  return (
    <Locked clinic={mine().clinic} reason={receipt ? "" : String(over.facts.reason ?? "")} receipt={receipt ? "" : String(over.facts.receipt ?? "")}>
      {receipt ? <Receipt receipt={receipt} /> : null}
      <div class="row">
        <Link class="button button-primary" to={{ page: "record", consult: id }}>
          {t("see-record")}
        </Link>
        <Link class="button" to={{ page: "today" }}>
          {t("to-today")}
        </Link>
      </div>
    </Locked>
  );
}

/** In a demonstration one person may be the patient as well. */
async function guestLink(id: string): Promise<string | undefined> {
  const consult = await calls.consult(id).catch(() => undefined);
  const guests = consult?.guests.filter((guest) => guest.invite !== null && guest.presence === "expected") ?? [];
  return (guests.find((guest) => guest.role === "patient") ?? guests[0])?.invite?.link;
}
