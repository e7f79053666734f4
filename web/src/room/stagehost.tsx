import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../components/button";
import { activeViewport } from "../store/steering";
import { type Facts, hasText, t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import type { ToolName } from "../viewer/hand";
import { Stage } from "../viewer/stage";
import type { LiveRoom } from "./live";
import { PositionBar } from "./position";

interface StageHostProps {
  room: LiveRoom;
  tool: ReadonlySignal<ToolName>;
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
    room.onBitmap = () => made.arrived();
    room.onDark = () => made.dark();
    stage.value = made;
    onStage(made);
    return () => {
      room.onBitmap = room.onDark = () => undefined;
      onStage(null);
      made.dispose();
    };
  }, [room]);
  const clinician = room.facts.clinician.value;
  const names = ["stage"];
  if (room.blurred.value) names.push("stage-blurred");
  if (room.steering.mine.value) names.push("stage-steering");
  return (
    <section class="stage-frame" aria-label={t("picture-region")}>
      <div
        ref={box}
        class={names.join(" ")}
        tabIndex={0}
        role={room.steering.mine.value ? "application" : "img"}
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
  tool: ReadonlySignal<ToolName>,
  letters: ReadonlySignal<boolean>,
  onCommand: (command: Command) => void,
): Stage {
  return new Stage(box, {
    view: room.steering.view,
    stacks: room.facts.stacks,
    steers: room.steering.mine,
    paused: room.paused,
    tool,
    letters,
    clinician: room.facts.clinician.value,
    shelf: room.shelf,
    now: () => room.clock.now(),
    propose: (change) => room.steering.propose(change),
    focus: (pictures) => room.focus({ type: "focus", pictures }),
    painted: (meta) => room.painted(meta),
    sized: ({ w, h }, dpr) => room.sized(w, h, dpr),
    command: onCommand,
  });
}

/** Over the picture: why it is dark, that the line is late, that a sharper one is coming, that one has zoomed. */
function StageWords({ room, stage }: { room: LiveRoom; stage: Stage | null }): JSX.Element {
  const line = room.line.value;
  const dark = darkWords(room);
  const zoomed = (stage?.ownZoom.value.scale ?? 1) > 1;
  return (
    <div class="stage-words">
      {dark ? (
        <div class="stage-dark" role="status">
          <p class="stage-dark-head">{dark.head}</p>
          {dark.more ? <p class="quiet">{dark.more}</p> : null}
        </div>
      ) : null}
      {!dark && (room.blurred.value || line !== "up") ? (
        <div class="stage-late" role="status">
          {t(room.blurred.value ? "line-waiting" : "line-reconnecting")}
        </div>
      ) : null}
      {!dark && stage?.waiting.value ? (
        <div class="ring" role="status">
          <span class="unseen">{t("picture-updating")}</span>
        </div>
      ) : null}
      {zoomed ? (
        <div class="stage-zoomed">
          <Button onClick={() => stage?.followAgain()}>{t("zoomed-back")}</Button>
        </div>
      ) : null}
    </div>
  );
}

function darkWords(room: LiveRoom): { head: string; more: string } | null {
  const { facts } = room;
  const state = facts.state.value;
  const role = facts.clinician.value ? "staff" : "patient";
  if (state?.phase === "closing") return words("closing", role);
  if (state?.phase === "paused" && state.reason === "withdrawn" && facts.patient.value?.consent === "given") {
    return words("shared-again", role);
  }
  if (state?.phase === "paused") return words(state.reason ? `paused-${state.reason.replaceAll("_", "-")}` : "paused", role);
  if (state?.blank && role === "patient" && facts.mine.value?.consent !== "refused") return words("blank", role, hostOf(room));
  if (facts.dark.value !== "") {
    const id = facts.dark.value.replaceAll("_", "-");
    return hasText(`dark-${id}`) ? words(id, role) : words("told", role);
  }
  if (state?.log_down) return words("log-down", role);
  if (role === "patient" && facts.mine.value?.consent === "refused") return words("refused", role);
  if (facts.stacks.value.length === 0) return words(facts.mine.value?.sees_pictures || facts.me.value?.host ? "coming" : "not-yet", role);
  if (isFailed(room)) return failedWords(room, role);
  if (room.steering.view.value && activeViewport(room.steering.view.value)?.stack === null && !room.steering.mine.value) {
    return words("not-for-you", role);
  }
  if (!room.steering.view.value) return words(room.steering.mine.value ? "choose" : "coming", role);
  return null;
}

/** Whether exactly the picture in view cannot be displayed. */
function isFailed(room: LiveRoom): boolean {
  const failed = room.failed.value;
  const viewport = activeViewport(room.steering.view.value);
  return failed !== null && viewport?.stack === failed.stack && viewport.pos === failed.pos;
}

/** Why a picture cannot be displayed, by the code of its refusal; patients are spared the file's troubles. */
function failedWords(room: LiveRoom, role: string): { head: string; more: string } {
  const id = `file-${(room.failed.value?.code ?? "").replaceAll("_", "-")}`;
  const said = words("failed", role);
  return role === "staff" && hasText(id) ? { ...said, more: t("dark-failed-why", { why: t(id) }) } : said;
}

function hostOf(room: LiveRoom): Facts {
  return { host: room.facts.welcome.value?.host_name ?? "" };
}

/** `dark-<why>` heads, `dark-<why>-more-<role>` (or `…-more`) explains. */
function words(why: string, role: string, facts: Facts = {}): { head: string; more: string } {
  const id = hasText(`dark-${why}`) ? `dark-${why}` : "dark-told";
  const special = `${id}-more-${role}`;
  const more = hasText(special) ? t(special, facts) : hasText(`${id}-more`) ? t(`${id}-more`, facts) : "";
  return { head: t(id, facts), more };
}
