import type { JSX } from "preact";
import { StepHeading } from "../components/stepheading";
import { clockTime, t } from "../texts/texts";
import type { RoomState, Welcome } from "../wire/messages";
import { ClinicPhone } from "./phone";
import { TestPicture } from "./testpicture";
import { wordText } from "./word";

interface WaitingProps {
  welcome: Welcome;
  state: RoomState;
  place: number;
  word: string;
  nowMs: number;
  /** The line is not up: said in words. */
  lineWords: string;
}

/** The waiting room: the number-and-word to say, one's place, and what may be done meanwhile. */
export function WaitingRoom({ welcome, state, place, word, nowMs, lineWords }: WaitingProps): JSX.Element {
  const host = welcome.host_name;
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{welcome.clinic}</p>
      <StepHeading>
        {t("wait-heading")}
        <br />
        {t("wait-heading-host", { host })}
      </StepHeading>
      {word ? (
        <div class="card word-card" role="status">
          <p>{t("wait-say", { host })}</p>
          <p class="word" dir="auto">
            {wordText(word).toLocaleUpperCase()}
          </p>
        </div>
      ) : null}
      {state.called ? (
        <p class="banner banner-fine" role="alert">
          {t("wait-called", { host })}
        </p>
      ) : null}
      <p>
        {place > 0 ? `${t("wait-place", { place })} ` : ""}
        {t(state.start_ms > nowMs ? "wait-starts" : "wait-started", { time: clockTime(state.start_ms), host })}
      </p>
      <ul class="wait-list">
        <li class="wait-item">
          <span aria-hidden="true" class="wait-mark">
            ✓
          </span>
          <span>{t("wait-lock-screen")}</span>
        </li>
        <li class="wait-item">
          <span aria-hidden="true" class="wait-mark">
            ✓
          </span>
          <span>{t(welcome.me.role === "patient" ? "wait-pictures-safe" : "wait-specialist-safe")}</span>
        </li>
        <li class="wait-item">
          <span aria-hidden="true" class="wait-mark">
            ?
          </span>
          <TestPicture />
        </li>
      </ul>
      {lineWords ? (
        <p class="quiet" role="status">
          {lineWords}
        </p>
      ) : null}
      <ClinicPhone phone={welcome.phone} />
    </main>
  );
}
