import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Said } from "../components/said";
import { StepHeading } from "../components/stepheading";
import { ConsentScreen } from "../consent/consent";
import { PrivacyScreen } from "../consent/privacy";
import { clinicOfPage } from "../lobby/clinic";
import { EarlyWords } from "../lobby/early";
import { OtherLanguages } from "../lobby/languages";
import { ClinicPhone } from "../lobby/phone";
import { WaitingRoom } from "../lobby/waiting";
import { inRow, t } from "../texts/texts";
import { useAwake } from "./awake";
import { ClinicianRoom, type ClinicianRoomProps } from "./clinician";
import type { LiveRoom, Over } from "./live";
import { PatientRoom } from "./patient";
import { Beginning, useBeginning } from "./reading";
import { useServerTime } from "./timeleft";

export interface RoomAppProps extends ClinicianRoomProps {
  onOver: (over: Over, room: LiveRoom) => void;
}

/** Which face the room has for this person now. */
export function RoomApp({ onOver, ...face }: RoomAppProps): JSX.Element {
  const { room } = face;
  const over = room.over.value;
  useAwake(room);
  const notBegun = useBeginning(room, face.reading);
  useEffect(() => {
    if (over) onOver(over, room);
  }, [over]);
  const second = room.facts.state.value?.second_device === true;
  useEffect(() => {
    if (second && !room.facts.me.value?.host) room.notices.say(t("link-second-device"), true);
  }, [second]);
  return (
    <>
      <Face {...face} notBegun={notBegun} />
      <SaidInRoom room={room} />
    </>
  );
}

/** Notices wear the face's mood; a phone has a place of its own for them, where they cover nothing of the picture. */
function SaidInRoom({ room }: { room: LiveRoom }): JSX.Element | null {
  if (onPhone(room)) return null;
  return <Said notices={room.notices} mood={room.facts.admitted.value && !reading(room) ? "dark" : "light"} />;
}

/** Whether something is to be read before anything else. */
function reading(room: LiveRoom): boolean {
  return room.facts.notice.value !== null || room.facts.form.value !== null;
}

function Face({ notBegun, ...face }: Omit<RoomAppProps, "onOver"> & { notBegun: string }): JSX.Element {
  const { room } = face;
  const { facts } = room;
  const welcome = facts.welcome.value;
  if (!welcome && room.early.value !== null) return <Early room={room} startMs={room.early.value} />;
  if (!welcome && (room.line.value === "crowded" || room.line.value === "arriving")) {
    return (
      <>
        <Later room={room} guest={!face.onExit} />
        {face.onExit ? null : <OtherLanguages />}
      </>
    );
  }
  if (!welcome || room.over.value) return <Connecting room={room} />;
  if (!facts.admitted.value && face.reading) return <Beginning room={room} failed={notBegun} />;
  if (!facts.admitted.value || reading(room)) {
    return (
      <>
        {facts.admitted.value ? <Reading room={room} /> : <Waiting room={room} />}
        {/* each page has a foot of its own, which none pushes before it */}
        {face.onExit ? null : <OtherLanguages key={`${facts.admitted.value} ${facts.notice.value === null}`} />}
      </>
    );
  }
  return onPhone(room) ? <PatientRoom room={room} /> : <ClinicianRoom {...face} />;
}

/** Whether this is the face of who is no clinician, once they are in the talk. */
function onPhone(room: LiveRoom): boolean {
  const { welcome, admitted, clinician } = room.facts;
  const inside = welcome.value !== null && !room.over.value && admitted.value;
  return inside && !reading(room) && !clinician.value;
}

/** Who came after an agreement and is not named in it. */
function joining({ facts }: LiveRoom): string {
  if (facts.mine.value?.consent !== "given") return "";
  const added = facts.participants.value.filter((one) => one.announced && !one.covered && one.presence !== "left");
  return inRow(added.map((one) => one.name));
}

/** What is to be read and answered before any picture: the privacy notice, then the form of consent. */
function Reading({ room }: { room: LiveRoom }): JSX.Element | null {
  const { facts } = room;
  const notice = facts.notice.value;
  if (notice) {
    return (
      <PrivacyScreen
        notice={notice}
        phone={facts.welcome.value?.phone ?? ""}
        onRead={() => room.command("privacy:read", { digest: notice.digest })}
      />
    );
  }
  const form = facts.form.value;
  if (!form) return null;
  return (
    <ConsentScreen
      key={form.digest}
      form={form}
      nowMs={room.clock.now()}
      joining={joining(room)}
      onAnswer={async (answer) => {
        const heard = await room.command("consent:answer", answer);
        if (heard.ok) facts.answered();
      }}
    />
  );
}

function Connecting({ room }: { room: LiveRoom }): JSX.Element {
  return (
    <main class="connecting" data-mood="dark">
      <p role="status">{t(room.over.value ? "stopped-here" : `line-${room.line.value}`)}</p>
    </main>
  );
}

/** Too many at once: the place is kept, and the page comes in by itself. */
function Later({ room, guest }: { room: LiveRoom; guest: boolean }): JSX.Element {
  const clinic = clinicOfPage();
  return (
    <main class="page page-guest" data-mood="light">
      {clinic.name ? <p class="quiet">{clinic.name}</p> : null}
      <StepHeading>{t("later-heading")}</StepHeading>
      <p role="status">{t(room.line.value === "crowded" ? "later-crowded" : "later-arriving")}</p>
      <p class="quiet">{t("later-kept")}</p>
      {guest ? <ClinicPhone phone={clinic.phone} /> : null}
    </main>
  );
}

/** Before the doors open: when it starts, in the reader's zone; the page enters by itself. */
function Early({ room, startMs }: { room: LiveRoom; startMs: number }): JSX.Element {
  const clinic = clinicOfPage();
  return (
    <main class="page page-guest" data-mood="light">
      {clinic.name ? <p class="quiet">{clinic.name}</p> : null}
      <StepHeading>{t("join-too-early-heading")}</StepHeading>
      <EarlyWords startMs={startMs} nowMs={room.clock.now()} />
      <ClinicPhone phone={clinic.phone} />
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
