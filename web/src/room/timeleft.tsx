import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { clockTime, spanText, t } from "../texts/texts";
import type { LiveRoom } from "./live";

const AMBER_MS = 5 * 60_000;
const RED_MS = 60_000;

/** Redraws its component every quarter second with the server's time. */
export function useServerTime(room: LiveRoom): number {
  const [now, setNow] = useState(room.clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(room.clock.now()), 250);
    return () => clearInterval(timer);
  }, [room]);
  return now;
}

/** Staff: what is left, calm until five minutes, amber then, red in the last one. */
export function TimeLeft({ room }: { room: LiveRoom }): JSX.Element | null {
  const now = useServerTime(room);
  const state = room.facts.state.value;
  const until = state?.phase === "closing" ? state.closing_until_ms : state?.until_ms;
  if (!until) return <span class="time-left quiet">{t("time-not-started")}</span>;
  const left = Math.max(0, until - now);
  const tone = left <= RED_MS ? "time-red" : left <= AMBER_MS ? "time-amber" : "";
  return (
    <span class={`time-left ${tone}`} role="timer" aria-live="off">
      <span class="time-figure">{spanText(left)}</span>{" "}
      <span class="quiet">{t(state?.phase === "closing" ? "time-goodbye" : "time-left")}</span>
    </span>
  );
}

/** Patients: a time of day, and near the end what can be done about it. */
export function TimeUntil({ room }: { room: LiveRoom }): JSX.Element | null {
  const now = useServerTime(room);
  const state = room.facts.state.value;
  if (state?.phase === "closing") return <strong>{t("time-over")}</strong>;
  if (!state?.until_ms) return null;
  const minutes = Math.ceil((state.until_ms - now) / 60_000);
  const host = room.facts.welcome.value?.host_name ?? "";
  return (
    <span class="time-until">
      <strong>{t("time-until", { time: clockTime(state.until_ms) })}</strong>
      {minutes <= 5 ? <span class="time-soon">{t("time-soon", { minutes: Math.max(0, minutes), host })}</span> : null}
    </span>
  );
}
