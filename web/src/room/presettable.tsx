import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { IconButton } from "../components/iconbutton";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import { figure, windowName } from "../viewer/corners";
import { alike } from "../viewer/ownwindows";
import { NAME_MAX, added, moved, renamed, replaced, rowOf, without } from "../viewer/presetrow";
import { KEYS, type Slot } from "../viewer/presets";
import { stackShown } from "../viewer/stage";
import type { StackCard, Window } from "../wire/messages";
import type { LiveRoom } from "./live";

/** What stands on the keys 1 to 9 for pictures like the one in view: to order, name, exchange and take off. */
export function PresetTable({ room }: { room: LiveRoom }): JSX.Element | null {
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const view = room.steering.arrangement.value;
  const stack = stackShown(view, room.facts.stacks.value);
  if (!stack || stack.color) return null;
  const own = room.hands.windows.of(stack);
  const row = rowOf(stack, own);
  const seen = activeViewport(view)?.voi ?? null;
  const isNew = seen !== null && !row.some((slot) => alikeWindow(slot, stack, seen));
  const arrange = (next: readonly Slot[], words: string): void => {
    room.hands.windows.arrange(stack, next);
    setSaid(words);
  };
  const shift = (at: number, by: -1 | 1): void => {
    arrange(moved(row, at, by), t("windows-now", { name: nameOf(row[at], stack), number: at + by + 1 }));
    // the finger stays on the window that moved
    const sign = by < 0 ? "up" : "down";
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`li:nth-child(${at + by + 1}) [data-move="${sign}"]`)?.focus());
  };
  const takeOff = (at: number): void => {
    arrange(without(row, at), t("windows-off", { name: nameOf(row[at], stack) }));
    requestAnimationFrame(() => {
      const rows = list.current?.querySelectorAll<HTMLElement>("li [data-off]");
      rows?.[Math.min(at, rows.length - 1)]?.focus();
    });
  };
  return (
    <section class="stack stack-tight" aria-labelledby="windows-heading">
      <h3 id="windows-heading">
        {t("windows-keys")} <bdi class="quiet small">{[stack.modality, stack.unit].filter(Boolean).join(" · ")}</bdi>
      </h3>
      <p class="quiet">{t("windows-what")}</p>
      <ol class="preset-rows" ref={list}>
        {row.map((slot, at) => (
          <li key={keyOf(slot)} class="preset-row">
            <kbd>{at + 1}</kbd>
            <input
              class="input grow"
              aria-label={t("windows-name", { number: at + 1 })}
              dir="auto"
              maxLength={NAME_MAX}
              placeholder={t("preset-plain", { number: at + 1 })}
              value={nameOf(slot, stack)}
              onChange={(event) => arrange(renamed(row, at, event.currentTarget.value), "")}
            />
            <bdi class="quiet small">{figures(slot, stack)}</bdi>
            <span class="row">
              <IconButton label={t("windows-up", { number: at + 1 })} disabled={at === 0} data-move="up" onClick={() => shift(at, -1)}>
                ↑
              </IconButton>
              <IconButton label={t("windows-down", { number: at + 1 })} disabled={at === row.length - 1} data-move="down" onClick={() => shift(at, 1)}>
                ↓
              </IconButton>
              {isNew ? (
                <Button looks="quiet" onClick={() => arrange(replaced(row, at, seen), "")}>
                  {t("windows-replace")}
                </Button>
              ) : null}
              <IconButton label={t("windows-take-off", { number: at + 1 })} data-off="" onClick={() => takeOff(at)}>
                ×
              </IconButton>
            </span>
          </li>
        ))}
      </ol>
      <div class="row row-apart">
        <span class="small" role="status">
          {said}
        </span>
        <span class="row">
          {isNew && row.length < KEYS ? (
            <Button onClick={() => arrange(added(row, seen), "")}>{t("windows-add", { width: figure(seen.width), center: figure(seen.center) })}</Button>
          ) : null}
          <Button
            disabled={!own.row}
            onClick={() => {
              room.hands.windows.arrange(stack, null);
              setSaid(t("windows-are-reset"));
            }}
          >
            {t("windows-reset")}
          </Button>
        </span>
      </div>
    </section>
  );
}

function windowOf(slot: Slot | undefined, stack: StackCard): Pick<Window, "center" | "width"> | undefined {
  if (!slot) return undefined;
  return "window" in slot ? slot.window : stack.windows[slot.file];
}

function alikeWindow(slot: Slot, stack: StackCard, seen: Window): boolean {
  const window = windowOf(slot, stack);
  return window !== undefined && alike({ ...window, function: seen.function }, seen);
}

function keyOf(slot: Slot): string {
  return "window" in slot ? `${slot.window.center}/${slot.window.width}` : `file ${slot.file}`;
}

function figures(slot: Slot, stack: StackCard): string {
  const window = windowOf(slot, stack);
  return window ? `W ${figure(window.width)} L ${figure(window.center)}` : "–";
}

function nameOf(slot: Slot | undefined, stack: StackCard): string {
  if (!slot) return "";
  const named = slot.name || ("file" in slot ? (stack.windows[slot.file]?.name ?? "") : "");
  return windowName(named) || named;
}
