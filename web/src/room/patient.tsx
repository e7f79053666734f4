import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button";
import { DemoMark } from "../components/demomark";
import { Said } from "../components/said";
import { WhoLooked } from "../locked/seen";
import { unnoticed } from "../store/signals";
import { errorText, t } from "../texts/texts";
import type { ToolName } from "../viewer/hand";
import type { Signal as SignalSaid } from "../wire/messages";
import { Announced, unanswered } from "./announced";
import { LineWords } from "./linewords";
import type { LiveRoom } from "./live";
import { ShowLess } from "./showless";
import { StageHost } from "./stagehost";
import { RoomChat } from "./talk";
import { TimeUntil } from "./timeleft";
import { WhoSees } from "./whosees";

const SIGNALS: readonly SignalSaid["kind"][] = ["slower", "again", "unclear", "louder", "call"];

/** The room on a phone: the picture on top, one row of words, the talk, and stopping apart; who only listens has the talk. */
export function PatientRoom({ room }: { room: LiveRoom }): JSX.Element {
  const tool = useSignal<ToolName>("scroll");
  const letters = useSignal(false);
  const hintMs = usePointHint(room);
  const over = room.facts.phase.value === "closing";
  const listens = room.facts.listens.value;
  // one thing at a time: who comes is read before the talk goes on
  const asked = unanswered(room).length > 0;
  return (
    <main class="room-phone" data-mood="dark">
      <h1 class="unseen">{t("room-page-title")}</h1>
      <header class="phone-top">
        <DemoMark />
        <TimeUntil room={room} />
        <LineWords room={room} brief />
        <WhoSees room={room} />
      </header>
      <StageHost room={room} tool={tool} letters={letters} onStage={() => undefined} onCommand={() => undefined} />
      <div class="phone-below">
        <Announced room={room} />
        {asked || over || listens ? null : <Signals room={room} />}
        <div class="phone-said">
          <Said notices={room.notices} />
        </div>
        {asked ? null : <RoomChat room={room} hintMs={hintMs} />}
        {over && !listens ? <WhoLooked inRoom /> : null}
        {over || listens ? null : <Sharing room={room} />}
        {listens ? <p class="quiet small sharing-words">{t("observer-listens")}</p> : null}
      </div>
    </main>
  );
}

/** When it is told, once, with the first picture: nothing on the screen shows that a finger can point. */
function usePointHint({ facts, steering, clock }: LiveRoom): number | undefined {
  const [toldMs, setToldMs] = useState<number>();
  const here = steering.view.value !== null && facts.phase.value === "live" && facts.dark.value === "";
  const due = here && facts.has("point") && !facts.listens.value;
  useEffect(() => {
    if (due) setToldMs((told) => told ?? clock.now());
  }, [due]);
  return toldMs;
}

/** One tap says it; the clinicians see it beside the name until one of them has noticed. */
function Signals({ room }: { room: LiveRoom }): JSX.Element {
  const me = room.facts.me.value?.id;
  const open = unnoticed(room.talks.all.lines.value).filter((one) => one.author === me);
  const unkept = (): string[] => {
    const mine = room.talks.all.unkept.value.filter(({ line, lost }) => line.kind === "signal" && line.author === me && !lost);
    return mine.map(({ line }) => line.text);
  };
  const tap = async (kind: SignalSaid["kind"]): Promise<void> => {
    const answer = await room.ask("signal", { kind });
    // shown to everybody, if not stored: that nobody answered is no failure
    if (!answer.ok && !unkept().includes(kind)) room.notices.say(errorText(answer.code), true);
  };
  return (
    <div class="signals" role="group" aria-label={t("signals")}>
      {SIGNALS.map((kind) => {
        const said = open.some((one) => one.kind === kind) || unkept().includes(kind);
        return (
          <Button key={kind} class={said ? "signal signal-said" : "signal"} onClick={() => void tap(kind)}>
            {t(`signal-${kind}`)}
            {said ? <span class="unseen">{t("signal-waits")}</span> : null}
          </Button>
        );
      })}
    </div>
  );
}

/** Stopping needs no confirmation; the host can ask again. */
function Sharing({ room }: { room: LiveRoom }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const consent = room.facts.mine.value?.consent;
  const stop = (): void => {
    setBusy(true);
    void room.command("consent:withdraw", {}).finally(() => setBusy(false));
  };
  if (consent === "given") {
    return (
      <div class="sharing">
        <ShowLess room={room} />
        <Button looks="outline" wide busy={busy} class="stop-sharing" onClick={stop}>
          {t("stop-sharing")}
        </Button>
      </div>
    );
  }
  return (
    <p class="quiet small sharing-words" role="status">
      {t(consent === "withdrawn" ? "sharing-stopped" : "sharing-not-yet")}
    </p>
  );
}
