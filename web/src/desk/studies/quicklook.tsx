import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { IconButton } from "../../components/iconbutton";
import { t } from "../../texts/texts";
import type { SeriesCard } from "../../wire/messages";
import { timesRelit } from "../hands";
import { partAt } from "../names/sheets";
import { seriesTitle } from "./patientwords";
import { Pictures } from "./pictures";

const WHEEL_STEP = 40;

/** A quick look through a series: slider, wheel, arrow keys. The real work is done in the room. */
export function QuickLook({ study, series }: { study: string; series: SeriesCard }): JSX.Element {
  const pictures = useMemo(() => new Pictures(study, series.id), [study, series.id]);
  const [at, setAt] = useState(Math.floor(series.count / 2));
  const [shown, setShown] = useState<{ at: number; address: string }>();
  const [missing, setMissing] = useState(false);
  const wheel = useRef(0);
  const area = useRef<HTMLDivElement>(null);
  const last = series.count - 1;
  const position = Math.min(at, Math.max(0, last));
  useEffect(() => () => pictures.close(), [pictures]);
  useEffect(() => {
    let gone = false;
    const wanted = async (): Promise<void> => {
      const address = await pictures.get(position);
      if (gone) return;
      setMissing(address === undefined);
      if (address !== undefined) setShown({ at: position, address });
      pictures.fetchAround(position, last);
    };
    void wanted();
    return () => {
      gone = true;
    };
  }, [pictures, position, last, timesRelit.value]);

  const step = (by: number): void => setAt((now) => Math.min(last, Math.max(0, Math.min(now, last) + by)));
  useEffect(() => {
    const turned = (event: WheelEvent): void => {
      if (event.ctrlKey || last < 1) return;
      event.preventDefault();
      wheel.current += event.deltaMode === 0 ? event.deltaY : event.deltaY * WHEEL_STEP;
      const steps = Math.trunc(wheel.current / WHEEL_STEP);
      wheel.current -= steps * WHEEL_STEP;
      if (steps !== 0) step(steps);
    };
    const element = area.current;
    element?.addEventListener("wheel", turned, { passive: false });
    return () => element?.removeEventListener("wheel", turned);
  }, [last]);
  const press = (event: KeyboardEvent): void => {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  const of = { at: (shown?.at ?? position) + 1, count: series.count };
  return (
    <figure class="look">
      <div class="look-picture" ref={area} tabIndex={0} role="group" aria-label={t("look-area")} onKeyDown={press}>
        {shown ? <img src={shown.address} alt={t("look-alt", of)} draggable={false} /> : null}
        {shown ? <Blacked series={series} at={shown.at} /> : null}
        {missing ? <span class="look-words">{t("look-missing")}</span> : shown ? null : <span class="look-words">{t("loading")}</span>}
        <span class="look-caption" aria-hidden="true">
          {t("look-caption", of)}
        </span>
      </div>
      {last > 0 ? (
        <div class="look-bar">
          <IconButton label={t("look-before")} onClick={() => step(-1)}>
            ‹
          </IconButton>
          <input
            type="range"
            aria-label={t("look-position", { title: seriesTitle(series) })}
            aria-valuetext={t("look-alt", { at: position + 1, count: series.count })}
            min={0}
            max={last}
            value={position}
            onInput={(event) => setAt(Number(event.currentTarget.value))}
          />
          <IconButton label={t("look-after")} onClick={() => step(1)}>
            ›
          </IconButton>
        </div>
      ) : null}
    </figure>
  );
}

/** Where others see black; whoever looks here sees what is under it. */
function Blacked({ series, at }: { series: SeriesCard; at: number }): JSX.Element | null {
  const stack = series.stacks[partAt(series, at)];
  if (!stack?.checked || stack.masks.length === 0) return null;
  const { columns, rows, aspect } = stack;
  return (
    <svg class="look-blacked" viewBox={`0 0 ${columns} ${rows * aspect}`} aria-hidden="true">
      {stack.masks.map(({ left, top, right, bottom }) => (
        <rect key={`${left} ${top}`} x={left} y={top * aspect} width={right - left} height={(bottom - top) * aspect} />
      ))}
    </svg>
  );
}

const KEYS: Partial<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
