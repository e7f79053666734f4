import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Locked } from "../locked/locked";
import type { Over } from "../room/live";
import { errorText, t } from "../texts/texts";
import { calls } from "./calls";
import { go, Link } from "./place";
import { who } from "./signedin";

/** The room of one's own consult. The room itself is a part of its own, fetched when one enters. */
export function RoomPage({ id }: { id: string }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<Over>();
  const [again, setAgain] = useState(0);
  useEffect(() => {
    let close = (): void => undefined;
    let gone = false;
    const open = async (): Promise<void> => {
      const { mountRoom } = await import("../room/mount");
      if (gone || !element.current) return;
      close = mountRoom(element.current, {
        ticket: () => calls.ticket(id),
        onExit: () => go({ page: "consult", consult: id }),
        onOver: (how) => setOver(how),
      });
    };
    document.title = t("page-title", { page: t("room-page-title-staff") });
    void open();
    return () => {
      gone = true;
      close();
    };
  }, [id, again]);
  const enter = (): void => {
    setOver(undefined);
    setAgain(again + 1);
  };
  if (over) return <AfterRoom id={id} over={over} onAgain={enter} />;
  return <div key={again} ref={element} class="room-place" />;
}

interface AfterRoomProps {
  id: string;
  over: Over;
  onAgain: () => void;
}

/** Why one is not in the room any more, and where to go on. */
function AfterRoom({ id, over, onAgain }: AfterRoomProps): JSX.Element {
  const onward = (
    <div class="row">
      <Link class="button button-primary" to={{ page: "record", consult: id }}>
        {t("see-record")}
      </Link>
      <Link class="button" to={{ page: "today" }}>
        {t("to-today")}
      </Link>
    </div>
  );
  if (over.code === "locked" || over.code === "ended") {
    const { reason, receipt } = over.facts;
    const clinic = who.value.at === "in" ? who.value.me.clinic : { name: "", phone: "" };
    return (
      <Locked clinic={clinic} reason={String(reason ?? "")} receipt={String(receipt ?? "")}>
        {onward}
      </Locked>
    );
  }
  return (
    <main class="page page-guest" data-mood="dark">
      <h1>{t(over.code === "moved" ? "moved-heading" : "left-heading")}</h1>
      <p>{over.code === "left" ? t("room-left-staff") : errorText(over.code, over.facts)}</p>
      <div class="row">
        <button type="button" class="button button-primary" onClick={onAgain}>
          {t("room-again")}
        </button>
        <Link class="button" to={{ page: "consult", consult: id }}>
          {t("to-consult")}
        </Link>
      </div>
    </main>
  );
}
