import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { DemoMark } from "../components/demomark";
import { Popover } from "../components/popover";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import { stackTitle } from "../viewer/titles";
import { BlankSaid } from "./blank";
import { keepView, mayKeep } from "./kept";
import type { LiveRoom } from "./live";
import { TimeLeft } from "./timeleft";

interface TopbarProps {
  room: LiveRoom;
  onHelp: () => void;
  onExit: (() => void) | undefined;
  /** Where one can be the guest too (demo): one person feels both sides. */
  guestView: string | undefined;
}

/** What is shown, whose it is, how long it may be shown, and how the line is. */
export function Topbar({ room, onHelp, onExit, guestView }: TopbarProps): JSX.Element {
  const viewport = activeViewport(room.steering.shown.value);
  const stack = room.facts.stacks.value.find((one) => one.id === viewport?.stack);
  const line = room.line.value;
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
      <KeepButton room={room} />
      <span class={line === "up" ? "line-words quiet small" : "line-words tone-attention small"} role="status">
        {t(`line-${line}`)}
      </span>
      <span class="grow" />
      <BlankSaid room={room} />
      <IdentityStrip room={room} />
      <TimeLeft room={room} />
      {room.facts.me.value?.host ? <Extend room={room} /> : null}
      <Button looks="quiet" icon aria-label={t("help")} title={t("help")} onClick={onHelp}>
        ?
      </Button>
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
  const about = [identity.sex, birthWords(identity.birth_date), identity.id].filter(Boolean).join(" · ");
  return (
    <span class="identity">
      <strong>{personName(identity.name)}</strong> <span class="quiet small">{about}</span>
    </span>
  );
}

/** DICOM's `Family^Given` as people write it. */
function personName(name: string): string {
  const [family = "", given = ""] = name.split("=")[0]?.split("^") ?? [];
  return [given, family].filter(Boolean).join(" ") || name;
}

/** YYYYMMDD → 1972-03-12. */
function birthWords(date: string): string {
  return /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date;
}

const USUAL_MINUTES = 5;
const CHOICES = [5, 10, 15];

/** +5 at once; longer from the small box beside it. */
function Extend({ room }: { room: LiveRoom }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const state = room.facts.state.value;
  if (!state?.until_ms || !["live", "paused", "closing"].includes(state.phase)) return null;
  const none = state.extensions_left <= 0;
  const extend = (minutes: number): void => {
    setOpen(false);
    void room.command("room:extend", { minutes });
  };
  return (
    <span class="row extend">
      <Button disabled={none} title={none ? t("error-cap") : undefined} onClick={() => extend(USUAL_MINUTES)}>
        {t("extend-usual")}
      </Button>
      <Popover
        label={t("extend")}
        open={open}
        onClose={() => setOpen(false)}
        anchor={
          <Button looks="quiet" icon disabled={none} aria-label={t("extend-more")} onClick={() => setOpen(!open)}>
            ▾
          </Button>
        }
      >
        {CHOICES.map((minutes) => (
          <Button key={minutes} onClick={() => extend(minutes)}>
            {t("extend-by", { minutes })}
          </Button>
        ))}
        <p class="small quiet">{t("extensions-left", { count: state.extensions_left })}</p>
      </Popover>
    </span>
  );
}
