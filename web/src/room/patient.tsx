import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { DemoMark } from "../components/demomark";
import { unnoticed } from "../store/signals";
import { t } from "../texts/texts";
import type { ToolName } from "../viewer/hand";
import type { Signal as SignalSaid } from "../wire/messages";
import type { LiveRoom } from "./live";
import { StageHost } from "./stagehost";
import { RoomChat } from "./talk";
import { TimeUntil } from "./timeleft";

const SIGNALS: readonly SignalSaid["kind"][] = ["slower", "again", "unclear", "louder", "call"];

/** The room on a phone: the picture on top, one row of words, the talk, and stopping apart from everything. */
export function PatientRoom({ room }: { room: LiveRoom }): JSX.Element {
  const tool = useSignal<ToolName>("scroll");
  const letters = useSignal(false);
  const others = room.facts.participants.value.filter((one) => one.role !== "patient" && one.presence === "admitted");
  return (
    <main class="room-phone" data-mood="dark">
      <h1 class="unseen">{t("room-page-title")}</h1>
      <header class="phone-top">
        <DemoMark />
        <TimeUntil room={room} />
        <span class="quiet small phone-who">{others.map((one) => one.name).join(", ")}</span>
        {room.line.value !== "up" ? (
          <span class="tone-attention small" role="status">
            {t(`line-${room.line.value}`)}
          </span>
        ) : null}
      </header>
      <StageHost room={room} tool={tool} letters={letters} onStage={() => undefined} onCommand={() => undefined} />
      <div class="phone-below">
        {room.facts.phase.value === "closing" ? null : <Signals room={room} />}
        <RoomChat room={room} />
        {room.facts.phase.value === "closing" ? null : <Sharing room={room} />}
      </div>
    </main>
  );
}

/** One tap says it; the clinicians see it beside the name until one of them has noticed. */
function Signals({ room }: { room: LiveRoom }): JSX.Element {
  const me = room.facts.me.value?.id;
  const open = unnoticed(room.conversation.lines.value).filter((one) => one.author === me);
  return (
    <div class="signals" role="group" aria-label={t("signals")}>
      {SIGNALS.map((kind) => {
        const said = open.some((one) => one.kind === kind);
        return (
          <Button key={kind} class={said ? "signal signal-said" : "signal"} onClick={() => void room.command("signal", { kind })}>
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
      <Button looks="outline" wide busy={busy} class="stop-sharing" onClick={stop}>
        {t("stop-sharing")}
      </Button>
    );
  }
  return (
    <p class="quiet small sharing-words" role="status">
      {t(consent === "withdrawn" ? "sharing-stopped" : "sharing-not-yet")}
    </p>
  );
}
