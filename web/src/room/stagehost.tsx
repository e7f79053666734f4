import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../components/button";
import { IconButton } from "../components/iconbutton";
import { colorOf, hueOf } from "../store/colors";
import { activeViewport } from "../store/steering";
import { type Facts, hasText, t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import { type ToolName, drawingOf } from "../viewer/hand";
import { alike } from "../viewer/ownwindows";
import { presetsOf } from "../viewer/presets";
import { Stage, stackShown } from "../viewer/stage";
import { CodeAsked } from "./codeasked";
import type { LiveRoom } from "./live";
import { PositionBar } from "./position";
import { useServerTime } from "./timeleft";

interface StageHostProps {
  room: LiveRoom;
  tool: Signal<ToolName>;
  letters: ReadonlySignal<boolean>;
  onStage: (stage: Stage | null) => void;
  onCommand: (command: Command) => void;
}

/** The picture's place: the stage itself, and in words why there is no picture or an old one. */
export function StageHost({ room, tool, letters, onStage, onCommand }: StageHostProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const stage = useSignal<Stage | null>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    const made = makeStage(box.current, room, tool, letters, onCommand);
    room.pictures.onBitmap = () => made.arrived();
    room.pictures.onDark = () => made.dark();
    stage.value = made;
    onStage(made);
    return () => {
      room.pictures.onBitmap = room.pictures.onDark = () => undefined;
      onStage(null);
      made.dispose();
    };
  }, [room]);
  const clinician = room.facts.clinician.value;
  const names = ["stage"];
  if (room.pictures.blurred.value) names.push("stage-blurred");
  if (room.steering.mine.value) names.push("stage-steering");
  else if (room.steering.own.value) names.push("stage-alone");
  const holder = ["lobby", "live"].includes(room.facts.phase.value) ? room.steering.token.value?.holder : undefined;
  return (
    <section class="stage-frame" aria-label={t("picture-region")} data-hue={hueOf(room.facts.seatOf(holder))}>
      <div
        ref={box}
        class={names.join(" ")}
        tabIndex={0}
        role={room.steering.free.value ? "application" : "img"}
        aria-label={t("picture-none")}
        data-stage
      />
      {clinician ? <PositionBar room={room} /> : null}
      <StageWords room={room} stage={stage.value} />
    </section>
  );
}

function makeStage(
  box: HTMLElement,
  room: LiveRoom,
  tool: Signal<ToolName>,
  letters: ReadonlySignal<boolean>,
  onCommand: (command: Command) => void,
): Stage {
  const { steering, facts } = room;
  const remembered = rememberWindow(room);
  return new Stage(box, {
    view: steering.shown,
    stacks: facts.stacks,
    holds: steering.holds,
    leaves: steering.leaves,
    paused: room.paused,
    tool,
    mouse: room.hands.mouse.tools,
    letters,
    clinician: facts.clinician.value,
    shelf: room.pictures.shelf,
    drawings: room.drawings,
    pencil: room.pencil,
    presets: (stack) => presetsOf(stack, room.hands.windows.of(stack)),
    draws: () => room.draws(),
    mayChange: (author) => room.mayChange(author),
    who: (id) => ({ name: facts.names.value.get(id) ?? "", color: colorOf(facts.seatOf(id)) }),
    now: () => room.clock.now(),
    propose: (change, id) => {
      steering.propose(change, id);
      remembered();
    },
    arrange: (change) => steering.arrange(change),
    focus: (pictures) => room.pictures.focus(pictures),
    painted: (meta) => room.pictures.acks.shown(meta.fid, room.clock.now()),
    sized: ({ w, h }, dpr) => room.reporter.sized(w, h, dpr),
    point: (picture, at) => {
      if (picture && at && facts.phase.value === "live") room.pointAt(picture, at);
      else room.pointAt(null, null);
    },
    value: (picture, at) => room.valueAt(picture, at),
    putDown: () => {
      if (drawingOf(tool.value) || tool.value === "point") tool.value = facts.clinician.value ? room.hands.mouse.tools.value.left : "scroll";
    },
    command: onCommand,
  });
}

const REMEMBER_MS = 800;

/** Once a window dragged by hand rests, it is this person's last one for such pictures. */
function rememberWindow(room: LiveRoom): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const view = room.steering.shown.value;
      const [voi, stack] = [activeViewport(view)?.voi, stackShown(view, room.facts.stacks.value)];
      if (!voi || !stack || presetsOf(stack).some((one) => alike(one, voi))) return;
      if (!room.hands.windows.of(stack).kept.some((one) => alike(one, voi))) room.hands.windows.used(stack, voi);
    }, REMEMBER_MS);
  };
}

/** Over the picture: why it is dark, that the line is late, that a sharper one is coming, that one has zoomed. */
function StageWords({ room, stage }: { room: LiveRoom; stage: Stage | null }): JSX.Element {
  const line = room.line.value;
  const state = room.facts.state.value;
  const owes = state?.code_needed === true && room.facts.phase.value !== "closing";
  const dark = owes ? null : darkWords(room);
  const sheets = stage?.sheets.value ?? null;
  return (
    <div class="stage-words">
      {owes ? <CodeAsked room={room} /> : null}
      {dark ? (
        <div class="stage-dark" role="status">
          <p class="stage-dark-head">{dark.head}</p>
          {dark.more ? <p class="quiet">{dark.more}</p> : null}
        </div>
      ) : null}
      {!dark && !owes && (room.pictures.blurred.value || line !== "up") ? (
        <div class="stage-late" role="status">
          {t(room.pictures.blurred.value ? "line-waiting" : "line-reconnecting")}
        </div>
      ) : null}
      {!dark && !owes && line === "up" ? <Awaited room={room} /> : null}
      {!dark && !owes && stage?.starting.value ? (
        <div class="stage-starting" role="status">
          {t("cine-starting")}
        </div>
      ) : null}
      {!dark && !owes && stage?.waiting.value ? (
        <div class="ring" role="status">
          <span class="unseen">{t("picture-updating")}</span>
        </div>
      ) : null}
      <div class="stage-foot">
        {state?.store_away ? <StoreAway /> : null}
        {room.steering.own.value ? <NotFollowing room={room} /> : null}
        {stage?.zoomed.value ? <Button onClick={() => stage.followAgain()}>{t("zoomed-back")}</Button> : null}
        {sheets ? <Sheets at={sheets.at} count={sheets.count} onTurn={(by) => stage?.turn(by)} /> : null}
      </div>
    </div>
  );
}

/** For the host: new pictures cannot be fetched, those that are loaded can be shown. */
function StoreAway(): JSX.Element {
  return (
    <div class="store-away" role="status">
      <strong>{t("store-away")}</strong> <span>{t("store-away-more")}</span>
    </div>
  );
}

/** The line of the host or of who steers is gone: the picture stands still for them, so long. */
function Awaited({ room }: { room: LiveRoom }): JSX.Element | null {
  const now = useServerTime(room);
  const gone = room.facts.participants.value.find((one) => one.awaited_until_ms !== null);
  if (!gone?.awaited_until_ms) return null;
  const seconds = Math.max(0, Math.ceil((gone.awaited_until_ms - now) / 1000));
  return (
    <div class="stage-awaits" role="timer" aria-live="off">
      {t("awaited", { name: gone.name, seconds })}
    </div>
  );
}

/** One looks at a view of one's own; one tap leads back to whoever steers. */
function NotFollowing({ room }: { room: LiveRoom }): JSX.Element {
  const holder = room.steering.token.value?.holder ?? "";
  const name = room.facts.names.value.get(holder) ?? "";
  return (
    <Button class="not-following" onClick={() => void room.follow()}>
      {name ? t("not-following-back", { name }) : t("not-following-back-shared")}
    </Button>
  );
}

/** On a narrow screen, one viewport at a time. */
function Sheets({ at, count, onTurn }: { at: number; count: number; onTurn: (by: number) => void }): JSX.Element {
  return (
    <div class="sheets" role="group" aria-label={t("viewports")}>
      <IconButton label={t("viewport-before")} looks="plain" onClick={() => onTurn(-1)}>
        ‹
      </IconButton>
      <span role="status">{t("viewport-of", { at: at + 1, count })}</span>
      <IconButton label={t("viewport-next")} looks="plain" onClick={() => onTurn(1)}>
        ›
      </IconButton>
    </div>
  );
}

function darkWords(room: LiveRoom): { head: string; more: string } | null {
  const { facts } = room;
  const state = facts.state.value;
  const role = facts.clinician.value ? "staff" : facts.listens.value ? "observer" : "patient";
  const hosting = facts.me.value?.host ? "host" : role;
  if (state?.phase === "closing") return words("closing", hosting);
  if (state?.phase === "paused" && state.reason === "withdrawn" && facts.patient.value?.consent === "given") {
    return words("shared-again", hosting, hostOf(room));
  }
  if (state?.phase === "paused") {
    return words(state.reason ? `paused-${state.reason.replaceAll("_", "-")}` : "paused", hosting, hostOf(room));
  }
  if (state?.blank && role !== "staff" && facts.mine.value?.consent !== "refused") return words("blank", role, hostOf(room));
  if (facts.dark.value !== "") {
    const id = facts.dark.value.replaceAll("_", "-");
    return hasText(`dark-${id}`) ? words(id, role) : words("told", role);
  }
  if (state?.log_down) return words("log-down", role);
  if (role === "patient" && facts.mine.value?.consent === "refused") return words("refused", role);
  if (facts.stacks.value.length === 0) return words(facts.mine.value?.sees_pictures || facts.me.value?.host ? "coming" : "not-yet", role);
  if (isFailed(room)) return failedWords(room, role);
  if (onlyEmpty(room) && !room.steering.mine.value) {
    return words("not-for-you", role);
  }
  if (!room.steering.lit.value) return words(room.steering.mine.value ? "choose" : "coming", role);
  return null;
}

/** Whether no viewport shows anything to this person. */
function onlyEmpty(room: LiveRoom): boolean {
  return room.steering.arrangement.value?.viewports.every((one) => one.stack === null) ?? false;
}

/** Whether exactly the picture in view cannot be displayed. */
function isFailed(room: LiveRoom): boolean {
  const failed = room.failed.value;
  if (failed === null) return false;
  const viewport = activeViewport(room.steering.shown.value);
  return viewport?.stack === failed.stack && viewport.pos === failed.pos;
}

/** Why a picture cannot be displayed, by the code of its refusal; patients are spared the file's troubles. */
function failedWords(room: LiveRoom, role: string): { head: string; more: string } {
  const id = `file-${(room.failed.value?.code ?? "").replaceAll("_", "-")}`;
  if (room.failed.value?.code === "storage_unavailable") return words("away", role);
  const said = words("failed", role);
  return role === "staff" && hasText(id) ? { ...said, more: t("dark-failed-why", { why: t(id) }) } : said;
}

function hostOf(room: LiveRoom): Facts {
  return { host: room.facts.welcome.value?.host_name ?? "" };
}

/** `dark-<why>` heads, `dark-<why>-more-<role>` (or `…-more`) explains; the host's own words stand before other clinicians'. */
function words(why: string, role: string, facts: Facts = {}): { head: string; more: string } {
  const id = hasText(`dark-${why}`) ? `dark-${why}` : "dark-told";
  const own = `${id}-more-${role}`;
  const special = role === "host" && !hasText(own) ? `${id}-more-staff` : own;
  const more = hasText(special) ? t(special, facts) : hasText(`${id}-more`) ? t(`${id}-more`, facts) : "";
  return { head: t(id, facts), more };
}
