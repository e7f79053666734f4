import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Popover } from "../components/popover";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import { windowName } from "../viewer/corners";
import type { ToolName } from "../viewer/hand";
import { presetsOf } from "../viewer/presets";
import { BlankSwitch } from "./blank";
import type { LiveRoom } from "./live";

const TOOLS: readonly ToolName[] = ["scroll", "window", "zoom", "pan"];

interface ToolbarProps {
  room: LiveRoom;
  tool: Signal<ToolName>;
  onCommand: (command: Command) => void;
}

/** Tools, presets and turns for whoever steers; pausing and the end for the host, apart from everything else. */
export function Toolbar({ room, tool, onCommand }: ToolbarProps): JSX.Element {
  const steers = room.steering.mine.value;
  return (
    <div class="toolbar" role="toolbar" aria-label={t("tools")}>
      <div class="toolbar-hands">
        {steers ? <Tools room={room} tool={tool} onCommand={onCommand} /> : <Following room={room} />}
      </div>
      {room.facts.me.value?.host ? (
        <div class="toolbar-host">
          <HostButtons room={room} />
        </div>
      ) : (
        <LeaveButton room={room} />
      )}
    </div>
  );
}

function Tools({ room, tool, onCommand }: ToolbarProps): JSX.Element {
  const viewport = activeViewport(room.steering.view.value);
  const stack = room.facts.stacks.value.find((one) => one.id === viewport?.stack);
  const resting = room.paused.value || !stack;
  const presets = stack ? presetsOf(stack) : [];
  const act = (name: "invert" | "rotate" | "flip" | "fit" | "cine"): (() => void) => {
    return () => onCommand({ name });
  };
  return (
    <>
      <div class="tool-group">
        {TOOLS.map((name) => (
          <Button key={name} looks="quiet" pressed={tool.value === name} onClick={() => (tool.value = name)}>
            {t(`tool-${name}`)}
          </Button>
        ))}
      </div>
      {presets.length > 0 ? (
        <div class="tool-group" role="group" aria-label={t("presets")}>
          {presets.map((choice, at) => (
            <Button
              key={at}
              looks="quiet"
              disabled={resting}
              title={t("preset-key", { number: at + 1 })}
              pressed={viewport?.voi?.center === choice.center && viewport.voi.width === choice.width}
              onClick={() => onCommand({ name: "preset", number: at + 1 })}
            >
              {windowName(choice.name) || t("preset-plain", { number: at + 1 })}
            </Button>
          ))}
        </div>
      ) : null}
      <div class="tool-group">
        {stack && stack.count > 1 ? (
          <Button looks="quiet" disabled={resting} pressed={viewport?.cine !== null} onClick={act("cine")}>
            {t(viewport?.cine ? "cine-stop" : "cine-play")}
          </Button>
        ) : null}
        <Button looks="quiet" disabled={resting} onClick={act("fit")}>
          {t("fit")}
        </Button>
        <Button looks="quiet" disabled={resting} onClick={act("rotate")}>
          {t("rotate")}
        </Button>
        <Button looks="quiet" disabled={resting} pressed={viewport?.flip === true} onClick={act("flip")}>
          {t("flip")}
        </Button>
        <Button looks="quiet" disabled={resting} pressed={viewport?.invert === true} onClick={act("invert")}>
          {t("invert")}
        </Button>
      </div>
    </>
  );
}

/** Somebody else steers: who, and how to ask for it. */
function Following({ room }: { room: LiveRoom }): JSX.Element {
  const token = room.steering.token.value;
  const holder = room.facts.participants.value.find((one) => one.id === token?.holder);
  const me = room.facts.me.value;
  const asked = token?.request === me?.id;
  // after the end nobody steers
  if (["closing", "locked"].includes(room.facts.phase.value)) return <div class="tool-group" />;
  return (
    <div class="tool-group">
      <span class="quiet">{holder ? t("steering-other", { name: holder.name }) : ""}</span>
      {me?.host ? (
        <Button onClick={() => void room.command("control:take", {})}>{t("take-control")}</Button>
      ) : me?.role === "specialist" ? (
        <Button disabled={asked} onClick={() => void room.command("control:request", {})}>
          {t(asked ? "control-asked" : "ask-control")}
        </Button>
      ) : null}
    </div>
  );
}

function HostButtons({ room }: { room: LiveRoom }): JSX.Element {
  const phase = room.facts.phase.value;
  return (
    <>
      <BlankSwitch room={room} />
      {phase === "live" ? (
        <Button onClick={() => void room.command("room:pause", {})}>
          {t("pause")}
        </Button>
      ) : null}
      {phase === "paused" ? (
        <Button looks="primary" onClick={() => void room.command("room:resume", {})}>
          {t("resume")}
        </Button>
      ) : null}
      <EndButton room={room} />
    </>
  );
}

/** A guest goes; coming back leads through the waiting room, so it asks once, in place. */
function LeaveButton({ room }: { room: LiveRoom }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t("leave")}
      open={open}
      side="above"
      onClose={() => setOpen(false)}
      anchor={
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("leave")}
        </Button>
      }
    >
      <p>{t("leave-what")}</p>
      <div class="row">
        <Button looks="stop" onClick={() => void room.command("room:leave", {})}>
          {t("leave-now")}
        </Button>
        <Button onClick={() => setOpen(false)}>{t("end-keep")}</Button>
      </div>
    </Popover>
  );
}

/** The end stands apart and asks once, in place. */
function EndButton({ room }: { room: LiveRoom }): JSX.Element {
  const [open, setOpen] = useState(false);
  const kind = { lobby: "lobby", scheduled: "lobby", closing: "closing" }[room.facts.phase.value] ?? "live";
  const end = (): void => {
    setOpen(false);
    void room.command("room:end", {});
  };
  return (
    <div class="end-place">
      <Popover
        label={t("end")}
        open={open}
        side="above"
        onClose={() => setOpen(false)}
        anchor={
          <Button looks="stop" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(kind === "closing" ? "end-close" : "end")}
          </Button>
        }
      >
        <p>{t(`end-what-${kind}`)}</p>
        <div class="row">
          <Button looks="stop" onClick={end}>
            {t(kind === "closing" ? "end-close-now" : kind === "lobby" ? "end-cancel-now" : "end-now")}
          </Button>
          <Button onClick={() => setOpen(false)}>{t("end-keep")}</Button>
        </div>
      </Popover>
    </div>
  );
}
