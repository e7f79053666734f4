import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Popover } from "../components/popover";
import { KINDS } from "../store/shape";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import { figure, windowName } from "../viewer/corners";
import { type ToolName, drawingOf } from "../viewer/hand";
import { LAYOUTS, arranged, layoutOf } from "../viewer/layout";
import { linkedHere, partnerOf, sameUnit } from "../viewer/link";
import { alike } from "../viewer/ownwindows";
import { PALETTES } from "../viewer/palettes";
import { type Preset, presetsOf } from "../viewer/presets";
import { stackShown } from "../viewer/stage";
import type { StackCard, Viewport } from "../wire/messages";
import { CineMore } from "./cine";
import type { LiveRoom } from "./live";

const MOVERS: readonly ToolName[] = ["scroll", "window", "zoom", "pan"];
const IN_THE_ROW = 6;

interface ToolsProps {
  room: LiveRoom;
  tool: Signal<ToolName>;
  onCommand: (command: Command) => void;
}

/** What hands can do with the pictures on this screen: the frequent things in the row, the rest one press away. */
export function Tools({ room, tool, onCommand }: ToolsProps): JSX.Element {
  const view = room.steering.shown.value;
  const viewport = activeViewport(view);
  const stack = stackShown(view, room.facts.stacks.value);
  const resting = room.paused.value || !stack || !room.steering.free.value;
  const act = (name: "rotate" | "flip" | "fit" | "invert"): JSX.Element => {
    const pressed = name === "flip" || name === "invert" ? viewport?.[name] === true : undefined;
    return (
      <Button looks="quiet" disabled={resting} {...(pressed === undefined ? {} : { pressed })} onClick={() => onCommand({ name })}>
        {t(name)}
      </Button>
    );
  };
  return (
    <>
      <div class="tool-group">
        {MOVERS.map((name) => (
          <ToolButton key={name} tool={tool} name={name} />
        ))}
      </div>
      {room.draws() ? <DrawTools room={room} tool={tool} onCommand={onCommand} /> : null}
      {stack && viewport ? <Windows room={room} stack={stack} viewport={viewport} resting={resting} onCommand={onCommand} /> : null}
      <div class="tool-group">
        {stack && stack.count > 1 ? (
          <Button looks="quiet" disabled={resting} pressed={viewport?.cine !== null} onClick={() => onCommand({ name: "cine" })}>
            {t(viewport?.cine ? "cine-stop" : "cine-play")}
          </Button>
        ) : null}
        {stack && viewport?.cine ? <CineMore cine={viewport.cine} count={stack.count} own={stack.fps} onCommand={onCommand} /> : null}
        {act("fit")}
        {act("rotate")}
        {act("flip")}
        {act("invert")}
        <Layouts room={room} />
      </div>
    </>
  );
}

function ToolButton({ tool, name }: { tool: Signal<ToolName>; name: ToolName }): JSX.Element {
  return (
    <Button looks="quiet" pressed={tool.value === name} onClick={() => (tool.value = name)}>
      {t(`tool-${name}`)}
    </Button>
  );
}

/** A quiet button and the small box it opens. */
export function More({ label, children, pressed = false }: { label: string; children: (close: () => void) => ComponentChildren; pressed?: boolean }): JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <Popover
      label={label}
      open={open}
      side="above"
      edge="start"
      onClose={close}
      anchor={
        <Button looks="quiet" aria-expanded={open} pressed={pressed} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      }
    >
      <div class="tool-more">{children(close)}</div>
    </Popover>
  );
}

/** Pointing and drawing; taking back appears once there is something to take back. */
function DrawTools({ room, tool, onCommand }: ToolsProps): JSX.Element {
  const kind = drawingOf(tool.value);
  const { canUndo, canRedo } = room.pencil;
  return (
    <div class="tool-group">
      <ToolButton tool={tool} name="point" />
      <More label={t(kind ? `tool-${kind}` : "tool-draw")} pressed={kind !== null}>
        {(close) => (
          <>
            {KINDS.map((name) => (
              <Button
                key={name}
                looks="quiet"
                pressed={tool.value === name}
                onClick={() => {
                  tool.value = name;
                  close();
                }}
              >
                {t(`tool-${name}`)}
              </Button>
            ))}
            <Button looks="quiet" onClick={() => onCommand({ name: "remove" })}>
              {t("mark-remove")}
            </Button>
          </>
        )}
      </More>
      {canUndo.value || canRedo.value ? (
        <>
          <Button looks="quiet" icon aria-label={t("draw-undo")} title={t("draw-undo")} disabled={!canUndo.value} onClick={() => onCommand({ name: "undo" })}>
            ↶
          </Button>
          <Button looks="quiet" icon aria-label={t("draw-redo")} title={t("draw-redo")} disabled={!canRedo.value} onClick={() => onCommand({ name: "redo" })}>
            ↷
          </Button>
        </>
      ) : null}
    </div>
  );
}

interface WindowsProps {
  room: LiveRoom;
  stack: StackCard;
  viewport: Viewport;
  resting: boolean;
  onCommand: (command: Command) => void;
}

/** The windows behind the keys, then the rest: one's own to keep and forget, and palettes. */
function Windows({ room, stack, viewport, resting, onCommand }: WindowsProps): JSX.Element | null {
  if (stack.color) return null;
  const own = room.windows.of(stack);
  const presets = presetsOf(stack, own);
  const { voi } = viewport;
  const isKept = voi !== null && own.kept.some((one) => alike(one, voi));
  const choose = (choice: Preset, at: number): JSX.Element => (
    <Button
      key={`${choice.center}/${choice.width}`}
      looks="quiet"
      disabled={resting}
      title={t("preset-key", { number: at + 1 })}
      pressed={voi?.center === choice.center && voi.width === choice.width}
      onClick={() => onCommand({ name: "preset", number: at + 1 })}
    >
      {presetName(choice, at)}
    </Button>
  );
  return (
    <div class="tool-group" role="group" aria-label={t("presets")}>
      {presets.slice(0, IN_THE_ROW).map(choose)}
      <More label={t("windows-more")} pressed={viewport.palette !== null}>
        {() => (
          <>
            {presets.slice(IN_THE_ROW).map((choice, at) => choose(choice, at + IN_THE_ROW))}
            <Button looks="quiet" disabled={resting} onClick={() => onCommand({ name: "own-window" })}>
              {t("window-own")}
            </Button>
            {voi && !isKept ? (
              <Button looks="quiet" onClick={() => room.windows.keep(stack, voi)}>
                {t("window-keep", { width: figure(voi.width), center: figure(voi.center) })}
              </Button>
            ) : null}
            {own.kept.map((one) => (
              <Button key={`${one.center}/${one.width}`} looks="quiet" onClick={() => room.windows.forget(stack, one)}>
                {t("window-forget", { width: figure(one.width), center: figure(one.center) })}
              </Button>
            ))}
            <div class="tool-more-head">{t("palettes")}</div>
            {[null, ...PALETTES].map((palette) => (
              <Button
                key={palette ?? "gray"}
                looks="quiet"
                disabled={resting}
                pressed={viewport.palette === palette}
                onClick={() => onCommand({ name: "palette", palette })}
              >
                {t(`palette-${(palette ?? "gray").toLowerCase().replaceAll("_", "-")}`)}
              </Button>
            ))}
          </>
        )}
      </More>
    </div>
  );
}

function presetName(choice: Preset, at: number): string {
  if (choice.own === "last") return t("window-last");
  if (choice.own === "kept") return `${figure(choice.width)} / ${figure(choice.center)}`;
  return windowName(choice.name) || t("preset-plain", { number: at + 1 });
}

/** How many pictures side by side, and whether two of them scroll together. */
function Layouts({ room }: { room: LiveRoom }): JSX.Element | null {
  const view = room.steering.shown.value;
  const stacks = room.facts.stacks.value;
  if (!view || !room.steering.free.value) return null;
  const { link } = view;
  const now = layoutOf(view);
  return (
    <More label={t("layout")} pressed={view.viewports.length > 1}>
      {(close) => (
        <>
          {LAYOUTS.map((layout) => (
            <Button
              key={layout}
              looks="quiet"
              pressed={layout === now}
              disabled={room.paused.value}
              onClick={() => {
                room.steering.arrange((before) => arranged(before, layout));
                close();
              }}
            >
              {t(`layout-${layout}`)}
            </Button>
          ))}
          {!link && partnerOf(view) ? (
            <Button looks="quiet" onClick={() => room.steering.arrange(linkedHere)}>
              {t("link-here")}
            </Button>
          ) : null}
          {link ? (
            <>
              <Button looks="quiet" onClick={() => room.steering.arrange((before) => ({ ...before, link: null }))}>
                {t("unlink")}
              </Button>
              <Button
                looks="quiet"
                pressed={link.windows}
                disabled={!sameUnit(view, link, stacks)}
                onClick={() => room.steering.arrange((before) => ({ ...before, link: { ...link, windows: !link.windows } }))}
              >
                {t("link-windows")}
              </Button>
              <p class="quiet small">{t(sameUnit(view, link, stacks) ? "link-what" : "link-what-units")}</p>
            </>
          ) : null}
        </>
      )}
    </More>
  );
}
