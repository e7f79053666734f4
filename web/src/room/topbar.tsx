import type { JSX } from "preact";
import { Button } from "../components/button";
import { DemoMark } from "../components/demomark";
import { IconButton } from "../components/iconbutton";
import { activeViewport } from "../store/steering";
import { habits, inLine, t } from "../texts/texts";
import { stackTitle } from "../viewer/titles";
import { BlankSaid } from "./blank";
import { Extend } from "./extend";
import { keepView, mayKeep } from "./kept";
import { LineWords } from "./linewords";
import type { LiveRoom } from "./live";
import { CiteButton, type ReadingHands } from "./reading";
import { TimeLeft } from "./timeleft";

interface TopbarProps {
  room: LiveRoom;
  onHelp: () => void;
  onExit: (() => void) | undefined;
  /** Where one can be the guest too (demo): one person feels both sides. */
  guestView: string | undefined;
  reading: ReadingHands | undefined;
}

/** What is shown, whose it is, how long it may be shown, and how the line is. */
export function Topbar({ room, onHelp, onExit, guestView, reading }: TopbarProps): JSX.Element {
  const viewport = activeViewport(room.steering.arrangement.value);
  const stack = room.facts.stacks.value.find((one) => one.id === viewport?.stack);
  return (
    <header class="topbar">
      {onExit ? (
        <Button looks="quiet" class="topbar-home" onClick={onExit}>
          {t("app-name")}
        </Button>
      ) : (
        <strong>{t("app-name")}</strong>
      )}
      <DemoMark />
      {guestView ? (
        <a class="button button-outline" href={guestView} target="_blank" rel="noreferrer noopener">
          {t("open-as-patient")}
        </a>
      ) : null}
      <h1 class="topbar-title">{stack ? stackTitle(stack) : t("room-title")}</h1>
      {reading ? <CiteButton room={room} reading={reading} /> : null}
      <KeepButton room={room} />
      <LineWords room={room} />
      <span class="grow" />
      <BlankSaid room={room} />
      <IdentityStrip room={room} />
      <TimeLeft room={room} />
      {room.facts.me.value?.host ? <Extend room={room} /> : null}
      <IconButton label={t("help")} opens="dialog" onClick={onHelp}>
        ?
      </IconButton>
    </header>
  );
}

/** Keep the shared view: a star, as one marks a page. */
function KeepButton({ room }: { room: LiveRoom }): JSX.Element | null {
  if (!mayKeep(room)) return null;
  return (
    <Button looks="quiet" onClick={() => void keepView(room)}>
      <span aria-hidden="true">☆ </span>
      {t("keep-view")}
    </Button>
  );
}

function IdentityStrip({ room }: { room: LiveRoom }): JSX.Element | null {
  const identity = room.facts.identity.value;
  if (!identity) return null;
  const about = inLine([identity.sex, birthWords(identity.birth_date), identity.id]);
  return (
    <span class="identity">
      <strong>
        <bdi>{personName(identity.name)}</bdi>
      </strong> <span class="quiet small">{about}</span>
    </span>
  );
}

/** DICOM's `Family^Given` as people write it. */
function personName(name: string): string {
  const [family = "", given = ""] = name.split("=")[0]?.split("^") ?? [];
  return [given, family].filter(Boolean).join(" ") || name;
}

/** YYYYMMDD → 12 Mar 1972, as on every other page; what is no date stays as it is. */
function birthWords(date: string): string {
  const at = /^\d{8}$/.test(date) ? Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`) : Number.NaN;
  return Number.isNaN(at) ? date : new Intl.DateTimeFormat(habits(), { dateStyle: "medium", timeZone: "UTC" }).format(at);
}
