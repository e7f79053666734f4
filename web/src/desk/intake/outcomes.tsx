import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Tone } from "../../components/chip";
import { t } from "../../texts/texts";
import { outcomeTone, outcomeWords } from "./outcomewords";
import type { Row } from "./rows";

const WIDE = 44;
const NARROW = 60;
const BEYOND = 6;

/** What became of each file. Only lines in sight are drawn, so that thousands stay smooth. */
export function Outcomes({ rows, label }: { rows: readonly Row[]; label: string }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const all = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const height = useRowHeight();
  const seen = Math.ceil((box.current?.clientHeight ?? 360) / height);
  const first = Math.max(0, Math.min(Math.floor(top / height), rows.length - seen) - BEYOND);
  const shown = rows.slice(first, first + seen + 2 * BEYOND);
  useEffect(() => {
    all.current?.style.setProperty("--all", `${rows.length * height}px`);
  }, [rows.length, height]);
  return (
    <div
      class={rows.length <= 6 ? "outcomes outcomes-short" : "outcomes"}
      ref={box}
      tabIndex={0}
      role="group"
      aria-label={label}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul class="outcomes-all" ref={all}>
        {shown.map((row, index) => (
          <Line
            key={row.key}
            name={row.name}
            words={outcomeWords(row)}
            tone={outcomeTone(row)}
            at={first + index}
            count={rows.length}
            height={height}
          />
        ))}
      </ul>
    </div>
  );
}

interface LineProps {
  name: string;
  words: string;
  tone: Tone;
  at: number;
  count: number;
  height: number;
}

function Line({ name, words, tone, at, count, height }: LineProps): JSX.Element {
  const place = (element: HTMLLIElement | null): void => element?.style.setProperty("--at", `${at * height}px`);
  return (
    <li class="outcome" ref={place} aria-setsize={count} aria-posinset={at + 1}>
      <span class="outcome-name" title={name}>
        {name || t("file-unnamed")}
      </span>
      <span class={tone === "plain" ? "outcome-words quiet" : `outcome-words tone-${tone}`}>{words}</span>
    </li>
  );
}

/** Lines are taller where name and words stand below each other (see desk/narrow.css). */
function useRowHeight(): number {
  const [narrow, setNarrow] = useState(() => matchMedia("(width < 760px)").matches);
  useEffect(() => {
    const query = matchMedia("(width < 760px)");
    const changed = (): void => setNarrow(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return narrow ? NARROW : WIDE;
}
