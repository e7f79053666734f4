import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Said } from "../components/said";
import { ConsentScreen } from "../consent/consent";
import { WaitingRoom } from "../lobby/waiting";
import { clockTime, dayName, t } from "../texts/texts";
import { useAwake } from "./awake";
import { ClinicianRoom } from "./clinician";
import type { LiveRoom, Over } from "./live";
import { PatientRoom } from "./patient";
import { useServerTime } from "./timeleft";

export interface RoomAppProps {
  room: LiveRoom;
  onExit: (() => void) | undefined;
  guestView: string | undefined;
  onCheckNames: (() => void) | undefined;
  onOver: (over: Over, room: LiveRoom) => void;
}

/** Which face the room has for this person now. */
export function RoomApp({ room, onExit, guestView, onCheckNames, onOver }: RoomAppProps): JSX.Element {
  const over = room.over.value;
  useAwake(room);
  useEffect(() => {
    if (over) onOver(over, room);
  }, [over]);
  return (
    <>
      <Face room={room} onExit={onExit} guestView={guestView} onCheckNames={onCheckNames} />
      <SaidInRoom room={room} />
    </>
  );
}

/** Notices wear the face's mood. */
function SaidInRoom({ room }: { room: LiveRoom }): JSX.Element {
  return <Said notices={room.notices.list} mood={room.facts.admitted.value && !room.facts.form.value ? "dark" : "light"} />;
}

function Face({ room, onExit, guestView, onCheckNames }: Omit<RoomAppProps, "onOver">): JSX.Element {
  const { facts } = room;
  const welcome = facts.welcome.value;
  if (!welcome && room.early.value !== null) return <Early startMs={room.early.value} />;
  if (!welcome || room.over.value) return <Connecting room={room} />;
  if (!facts.admitted.value) return <Waiting room={room} />;
  const form = facts.form.value;
  if (form) {
    return (
      <ConsentScreen
        key={form.digest}
        form={form}
        clinic={welcome.clinic}
        onAnswer={async (answer) => {
          const heard = await room.command("consent:answer", answer);
          if (heard.ok) facts.answered();
        }}
      />
    );
  }
  if (facts.clinician.value) return <ClinicianRoom room={room} onExit={onExit} guestView={guestView} onCheckNames={onCheckNames} />;
  return <PatientRoom room={room} />;
}

function Connecting({ room }: { room: LiveRoom }): JSX.Element {
  return (
    <main class="connecting" data-mood="dark">
      <p role="status">{t(room.over.value ? "stopped-here" : `line-${room.line.value}`)}</p>
    </main>
  );
}

/** Before the doors open: when it starts, in the reader's zone; the page enters by itself. */
function Early({ startMs }: { startMs: number }): JSX.Element {
  return (
    <main class="page page-guest" data-mood="light">
      <h1>{t("join-too-early-heading")}</h1>
      <p role="status">{t("join-too-early", { time: `${dayName(startMs)}, ${clockTime(startMs)}` })}</p>
      <p class="quiet">{t("wait-lock-screen")}</p>
    </main>
  );
}

function Waiting({ room }: { room: LiveRoom }): JSX.Element | null {
  const now = useServerTime(room);
  const welcome = room.facts.welcome.value;
  const state = room.facts.state.value;
  if (!welcome || !state) return null;
  const lineWords = room.line.value === "up" ? "" : t(`line-${room.line.value}`);
  return (
    <WaitingRoom
      welcome={welcome}
      state={state}
      place={state.place}
      word={welcome.word}
      nowMs={now}
      lineWords={lineWords}
    />
  );
}
