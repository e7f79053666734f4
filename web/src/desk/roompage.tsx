import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import type { Over } from "../room/live";
import { errorText, hasText, t } from "../texts/texts";
import { calls } from "./calls";
import { go, Link } from "./place";

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
  if (over.code === "locked" || over.code === "ended") return <LockedForStaff id={id} over={over} />;
  return (
    <main class="door" data-mood="dark">
      <div class="door-card door-wide">
        <h1>{t(over.code === "moved" ? "moved-heading" : "left-heading")}</h1>
        <p>{over.code === "left" ? t("room-left-staff") : errorText(over.code, over.facts)}</p>
        <div class="row">
          <Button looks="primary" onClick={onAgain}>
            {t("room-again")}
          </Button>
          <Link class="button" to={{ page: "consult", consult: id }}>
            {t("to-consult")}
          </Link>
        </div>
      </div>
    </main>
  );
}

/** Back, reload and an old tab of the host land here. */
function LockedForStaff({ id, over }: { id: string; over: Over }): JSX.Element {
  const why = `ended-${String(over.facts.reason ?? "").replaceAll("_", "-")}`;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="door" data-mood="dark" data-locked>
      <div class="door-card door-wide">
        <h1 ref={heading} tabIndex={-1}>
          {t("locked-heading-host")}
        </h1>
        {hasText(why) ? <p class="capital">{t(why)}</p> : null}
        <p>{t("room-locked-staff")}</p>
        {over.facts.receipt ? (
          <p>
            {t("locked-receipt")}: <strong dir="ltr">{String(over.facts.receipt)}</strong>
          </p>
        ) : null}
        <div class="row">
          <Link class="button button-primary" to={{ page: "record", consult: id }}>
            {t("see-record")}
          </Link>
          <Link class="button" to={{ page: "today" }}>
            {t("to-today")}
          </Link>
        </div>
      </div>
    </main>
  );
}
