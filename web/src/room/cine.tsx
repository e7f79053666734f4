import type { JSX } from "preact";
import { More } from "../components/more";
import { t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import { type Choice, SPEEDS, speedOf } from "../viewer/playing";
import type { Cine, StackCard } from "../wire/messages";
import { Button } from "../components/button";

const LOOPS: readonly Cine["loop"][] = ["wrap", "sweep", "once"];
const FRACTIONS: Record<number, string> = { 0.25: "¼", 0.5: "½" };

interface CineMoreProps {
  cine: Cine;
  stack: StackCard;
  onCommand: (command: Command) => void;
}

/** Speed, range and end of a playing clip. */
export function CineMore({ cine, stack, onCommand }: CineMoreProps): JSX.Element {
  const set = (change: Choice): void => onCommand({ name: "cine-set", ...change });
  const speed = speedOf(cine, stack);
  const { fps: own } = stack;
  return (
    <More label={speedWords(cine, stack)}>
      {() => (
        <>
          {own !== null ? (
            <div class="row" role="group" aria-label={t("cine-speeds")}>
              {SPEEDS.map((one) => (
                <Button key={one} looks="quiet" pressed={speed !== null && isAbout(speed, one)} onClick={() => set({ fps: one * own })}>
                  {t("cine-times", { times: timesText(one) })}
                </Button>
              ))}
            </div>
          ) : null}
          <Slide label={t("cine-fps")} least={1} most={60} value={cine.fps} onSlide={(fps) => set({ fps })} />
          <Slide label={t("cine-first")} least={1} most={cine.last + 1} value={cine.first + 1} onSlide={(at) => set({ first: at - 1 })} />
          <Slide label={t("cine-last")} least={cine.first + 1} most={stack.count} value={cine.last + 1} onSlide={(at) => set({ last: at - 1 })} />
          <div class="row">
            {LOOPS.map((loop) => (
              <Button key={loop} looks="quiet" pressed={cine.loop === loop} onClick={() => set({ loop })}>
                {t(`cine-${loop}`)}
              </Button>
            ))}
          </div>
          {stack.times_ms.length > 0 ? <p class="quiet small">{t("cine-uneven")}</p> : null}
        </>
      )}
    </More>
  );
}

/** `½× · 15/s`: against the clip's own frame times, where the file says them. */
function speedWords(cine: Cine, stack: StackCard): string {
  const fps = t("cine-speed", { fps: String(Number(cine.fps.toFixed(1))) });
  const speed = speedOf(cine, stack);
  return speed === null ? fps : `${t("cine-times", { times: timesText(speed) })} · ${fps}`;
}

function timesText(speed: number): string {
  const near = SPEEDS.find((one) => isAbout(speed, one)) ?? speed;
  return FRACTIONS[near] ?? String(Number(near.toPrecision(2)));
}

/** The rounding of a rate is no other speed. */
function isAbout(speed: number, other: number): boolean {
  return Math.abs(speed / other - 1) < 0.02;
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
