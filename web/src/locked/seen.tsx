import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { Loading } from "../components/loading";
import { GUEST_ROOM_TEXTS, GUEST_TEXTS } from "../texts/sets";
import { habits, hasText, language, loadTexts, t } from "../texts/texts";
import { get } from "../wire/http";
import type { LookedLine, OwnSeen } from "../wire/messages";

const MINUTE_MS = 60_000;
/** While people say goodbye the room is still there, with all its words. */
const TALK_TEXTS = [...GUEST_ROOM_TEXTS, "seen"];
/** How a patient calls what a modality makes. */
const MODALITIES: Readonly<Record<string, string>> = {
  CT: "ct", MR: "mr", US: "us", IVUS: "us", CR: "x", DX: "x", RF: "x", XA: "x", MG: "mg", PT: "pt", NM: "nm",
};

type Told = OwnSeen | "asking" | "failed";

/** Who looked at my pictures, in plain words; asked for only when somebody wants to read it. In the room it lies over the talk. */
export function WhoLooked({ inRoom = false }: { inRoom?: boolean }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<Told>("asking");
  const [worded, setWorded] = useState(false);
  useEffect(() => {
    void loadTexts(inRoom ? TALK_TEXTS : [...GUEST_TEXTS, "seen"], language.value).then(() => setWorded(true));
  }, []);
  const read = async (): Promise<void> => {
    setOpen(true);
    setTold("asking");
    setTold(await get<OwnSeen>("/api/join/seen").catch((): Told => "failed"));
  };
  if (!worded) {
    // its place is held, so that nothing below moves
    return (
      <Button class="button-large" disabled>
        {t("loading")}
      </Button>
    );
  }
  const asking = (
    <Button class="button-large" onClick={() => void read()}>
      {t("mine-open")}
    </Button>
  );
  if (!open) return asking;
  const said = (
    <div class="stack">
      {told === "asking" ? <Loading /> : null}
      {told === "failed" ? <p role="alert">{t("mine-not")}</p> : null}
      {typeof told === "object" ? <Lines lines={told.lines} /> : null}
    </div>
  );
  if (inRoom) {
    return (
      <>
        {asking}
        <Dialog title={t("mine-heading")} closeLabel={t("mine-close")} onClose={() => setOpen(false)}>
          {said}
        </Dialog>
      </>
    );
  }
  return (
    <section class="card stack" aria-labelledby="mine" aria-busy={told === "asking"}>
      <h2 id="mine">{t("mine-heading")}</h2>
      {said}
      <div>
        <Button onClick={() => setOpen(false)}>{t("mine-close")}</Button>
      </div>
    </section>
  );
}

function Lines({ lines }: { lines: readonly LookedLine[] }): JSX.Element {
  // who could have been sent pictures and was not is told last
  const ordered = [...lines].sort((one, other) => Number(one.pictures_sent === 0) - Number(other.pictures_sent === 0));
  return (
    <>
      {lines.length === 0 ? <p>{t("mine-none")}</p> : null}
      <ul class="stack looked">
        {ordered.map((line, at) => (
          <li key={at}>
            <strong dir="auto">{line.me ? t("mine-you") : line.name || t("mine-somebody")}</strong>
            {!line.me && hasText(`role-${line.role}`) ? <span class="quiet">{` · ${t(`role-${line.role}`)}`}</span> : null}
            <div>{seriesText(line)}</div>
            <div>{sawText(line)}</div>
            <div class="quiet">{whenText(line)}</div>
          </li>
        ))}
      </ul>
      <p class="quiet small">{t("mine-how")}</p>
    </>
  );
}

function seriesText({ modality }: LookedLine): string {
  if (!modality) return t("mine-series-gone");
  return t("mine-series", { modality: t(`mine-modality-${MODALITIES[modality] ?? "other"}`) });
}

function sawText(line: LookedLine): string {
  if (line.pictures_shown > 0) return t("mine-saw", { count: line.pictures_shown, total: line.total });
  return line.pictures_sent ? t("mine-sent-only", { count: line.pictures_sent }) : t("mine-could");
}

function whenText({ first_ms: first, last_ms: last, shown_ms: ms, pictures_shown: count }: LookedLine): string {
  if (first === null || last === null) return "";
  const format = new Intl.DateTimeFormat(habits(), { dateStyle: "medium", timeStyle: "short" });
  const when = format.formatRange(first, last);
  if (ms === null || count === 0) return t("mine-when", { when });
  return t("mine-time", { minutes: ms < MINUTE_MS ? 0 : Math.round(ms / MINUTE_MS), when });
}
