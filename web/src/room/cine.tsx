import type { JSX } from "preact";
import { t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import type { Cine } from "../wire/messages";
import { Button } from "../components/button";
import { More } from "./tools";

const LOOPS: readonly Cine["loop"][] = ["wrap", "sweep", "once"];

interface CineMoreProps {
  cine: Cine;
  count: number;
  /** The file's own rate, if it has one. */
  own: number | null;
  onCommand: (command: Command) => void;
}

/** Speed, range and end of a playing clip. */
export function CineMore({ cine, count, own, onCommand }: CineMoreProps): JSX.Element {
  const set = (change: Omit<Command & { name: "cine-set" }, "name">): void => onCommand({ name: "cine-set", ...change });
  return (
    <More label={t("cine-speed", { fps: String(Number(cine.fps.toFixed(1))) })}>
      {() => (
        <>
          <Slide label={t("cine-fps")} least={1} most={60} value={cine.fps} onSlide={(fps) => set({ fps })} />
          {own !== null && own !== cine.fps ? (
            <Button looks="quiet" onClick={() => set({ fps: own })}>
              {t("cine-own-rate", { fps: String(Number(own.toFixed(1))) })}
            </Button>
          ) : null}
          <Slide label={t("cine-first")} least={1} most={cine.last + 1} value={cine.first + 1} onSlide={(at) => set({ first: at - 1 })} />
          <Slide label={t("cine-last")} least={cine.first + 1} most={count} value={cine.last + 1} onSlide={(at) => set({ last: at - 1 })} />
          <div class="row">
            {LOOPS.map((loop) => (
              <Button key={loop} looks="quiet" pressed={cine.loop === loop} onClick={() => set({ loop })}>
                {t(`cine-${loop}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </More>
  );
}

interface SlideProps {
  label: string;
  least: number;
  most: number;
  value: number;
  onSlide: (value: number) => void;
}

function Slide({ label, least, most, value, onSlide }: SlideProps): JSX.Element {
  return (
    <label class="slide">
      <span>{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={1}
        value={value}
        aria-valuetext={String(Math.round(value))}
        onChange={(event) => onSlide(Number(event.currentTarget.value))}
      />
      <span class="slide-value">{Math.round(value)}</span>
    </label>
  );
}
