import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Popover } from "../components/popover";
import { Switch } from "../components/switch";
import { t } from "../texts/texts";
import type { LiveRoom } from "./live";

interface LineWordsProps {
  room: LiveRoom;
  /** Where there is little room: bars, and words only when there is something to say. */
  brief?: boolean;
}

/** How the line is; that little goes over it is said, with why, and may be asked for. */
export function LineWords({ room, brief = false }: LineWordsProps): JSX.Element {
  const line = room.line.value;
  const thin = room.thin.value;
  const strain = room.facts.state.value?.strain ?? "";
  const state = line !== "up" ? `line-${line}` : strain ? `line-busy-${strain}` : thin ? (room.reporter.less.value ? "line-less" : "line-thin") : "line-up";
  const calm = state === "line-up";
  return (
    <>
      {line === "up" ? <LineMore room={room} words={t(state)} brief={brief} thin={thin} strain={strain} /> : null}
      <span class={line !== "up" || (brief && !calm) ? "line-words tone-attention small" : "unseen"} role="status">
        {calm ? "" : t(state)}
      </span>
    </>
  );
}

interface LineMoreProps {
  room: LiveRoom;
  words: string;
  brief: boolean;
  thin: boolean;
  /** What the server gives up at present. */
  strain: string;
}

/** What the state of the line means here, and the wish for less data. */
function LineMore({ room, words, brief, thin, strain }: LineMoreProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const { less } = room.reporter;
  const names = ["line-words small"];
  if (thin) names.push("tone-attention");
  return (
    <Popover
      label={t("line-about")}
      open={open}
      edge={brief ? "end" : "start"}
      onClose={() => setOpen(false)}
      anchor={
        <Button
          looks="quiet"
          icon={brief}
          class={names.join(" ")}
          opens="dialog"
          aria-label={brief ? t("line-about-state", { state: words }) : undefined}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {brief ? <Bars full={!thin} /> : words}
        </Button>
      }
    >
      <div class="stack stack-tight line-more">
        {strain ? <p>{t(`line-busy-${strain}-more`)}</p> : null}
        <p class="small">{t(strain ? "line-busy-more" : thin ? "line-thin-more" : "line-up-more")}</p>
        <Switch on={less.value} onChange={(on) => room.reporter.useLess(on)}>
          {t("line-use-less")}
        </Switch>
      </div>
    </Popover>
  );
}

/** Three bars as on every phone; one of them when the line is thin. */
function Bars({ full }: { full: boolean }): JSX.Element {
  return (
    <span class={full ? "bars" : "bars bars-thin"} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
