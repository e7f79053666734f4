import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Banner } from "../components/chip";
import { Popover } from "../components/popover";
import type { NoteWriting } from "../store/note";
import { t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import type { ToolName } from "../viewer/hand";
import { BlankSwitch } from "./blank";
import { Control } from "./control";
import type { LiveRoom } from "./live";
import { Tools } from "./tools";

interface ToolbarProps {
  room: LiveRoom;
  tool: Signal<ToolName>;
  onCommand: (command: Command) => void;
  /** The host's note: after the lock none can be begun. */
  note: NoteWriting | undefined;
}

/** Tools, presets and turns for whoever steers; pausing and the end for the host, apart from everything else. */
export function Toolbar({ room, tool, onCommand, note }: ToolbarProps): JSX.Element {
  return (
    <div class="toolbar" role="toolbar" aria-label={t("tools")}>
      <div class="toolbar-hands">
        {room.steering.free.value || room.draws() ? <Tools room={room} tool={tool} onCommand={onCommand} /> : null}
        <Control room={room} />
      </div>
      {room.facts.me.value?.host ? (
        <div class="toolbar-host">
          <HostButtons room={room} note={note} />
        </div>
      ) : (
        <LeaveButton room={room} />
      )}
    </div>
  );
}

type HostProps = Pick<ToolbarProps, "room" | "note">;

function HostButtons({ room, note }: HostProps): JSX.Element {
  const phase = room.facts.phase.value;
  return (
    <>
      <BlankSwitch room={room} />
      {phase === "live" ? (
        <Button onClick={() => void room.command("room:pause", {})}>
          {t("pause")}
        </Button>
      ) : null}
      {phase === "paused" && !withdrawn(room) ? (
        <Button looks="primary" onClick={() => void room.command("room:resume", {})}>
          {t("resume")}
        </Button>
      ) : null}
      <EndButton room={room} note={note} />
    </>
  );
}

/** Whoever shares has stopped and not agreed anew: only they bring the pictures back, so nothing here promises it. */
function withdrawn(room: LiveRoom): boolean {
  return room.facts.state.value?.reason === "withdrawn" && room.facts.patient.value?.consent === "withdrawn";
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
        <Button opens="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("leave")}
        </Button>
      }
    >
      <p>{t(room.facts.welcome.value?.reading ? "reading-leave-what" : "leave-what")}</p>
      <div class="row">
        <Button onClick={() => setOpen(false)}>{t("end-keep")}</Button>
        <Button looks="stop" onClick={() => void room.command("room:leave", {})}>
          {t("leave-now")}
        </Button>
      </div>
    </Popover>
  );
}

/** Whether the host has written nothing yet: asked when it matters, so that the answer is of now. */
function useUnwritten(note: NoteWriting | undefined, asked: boolean): boolean {
  useEffect(() => {
    if (asked) note?.open().catch(() => undefined);
  }, [asked, note]);
  const kept = note?.note.value;
  return kept?.signed.length === 0 && note?.text.value.trim() === "";
}

/** The end stands apart and asks once, in place. */
function EndButton({ room, note }: HostProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const unwritten = useUnwritten(note, open);
  const kind = { lobby: "lobby", scheduled: "lobby", closing: "closing" }[room.facts.phase.value] ?? "live";
  const [stopping, setStopping] = useState(false);
  const close = (): void => {
    setOpen(false);
    setStopping(false);
  };
  const end = (at_once: boolean): void => {
    close();
    void room.command("room:end", { at_once });
  };
  const what = stopping ? "end-once-what" : `end-what-${kind}`;
  const act = stopping ? "end-once-now" : kind === "closing" ? "end-close-now" : kind === "lobby" ? "end-cancel-now" : "end-now";
  return (
    <div class="end-place">
      <Popover
        label={t("end")}
        open={open}
        side="above"
        onClose={close}
        anchor={
          <Button looks="stop" opens="dialog" aria-expanded={open} onClick={() => (open ? close() : setOpen(true))}>
            {t(kind === "closing" ? "end-close" : "end")}
          </Button>
        }
      >
        <p>{t(what)}</p>
        {unwritten && (kind === "closing" || stopping) ? <Banner tone="attention">{t("end-no-note")}</Banner> : null}
        <div class="row">
          <Button onClick={close}>{t("end-keep")}</Button>
          <Button looks="stop" onClick={() => end(stopping)}>
            {t(act)}
          </Button>
        </div>
        {kind === "live" && !stopping ? (
          <Button looks="quiet" class="end-once" onClick={() => setStopping(true)}>
            {t("end-once")}
          </Button>
        ) : null}
      </Popover>
    </div>
  );
}
