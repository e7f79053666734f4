import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../components/button";
import { IconButton } from "../components/iconbutton";
import { More } from "../components/more";
import { KINDS } from "../store/shape";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { Command } from "../viewer/commands";
import { figure, windowName } from "../viewer/corners";
import { type ToolName, drawingOf } from "../viewer/hand";
import { LAYOUTS, arranged, layoutOf } from "../viewer/layout";
import { isPlaced, linkedByPlace, linkedHere, partnerOf, placeSought, sameUnit, windowsShared } from "../viewer/link";
import { HOLDS, MOVERS, type Mover } from "../viewer/mouse";
import { alike } from "../viewer/ownwindows";
import { PALETTES } from "../viewer/palettes";
import { type Preset, presetsOf } from "../viewer/presets";
import { stackShown } from "../viewer/stage";
import type { Link, StackCard, View, Viewport } from "../wire/messages";
import { CineMore } from "./cine";
import type { LiveRoom } from "./live";
import { MouseSign } from "./mousesign";

const IN_THE_ROW = 6;

interface ToolsProps {
  room: LiveRoom;
  tool: Signal<ToolName>;
  onCommand: (command: Command) => void;
}

/** What hands can do with the pictures on this screen: the frequent things in the row, the rest one press away. */
export function Tools({ room, tool, onCommand }: ToolsProps): JSX.Element {
  const view = room.steering.arrangement.value;
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
          <MoverButton key={name} room={room} tool={tool} name={name} />
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
        {stack && viewport?.cine ? <CineMore cine={viewport.cine} stack={stack} onCommand={onCommand} /> : null}
        {act("fit")}
        {act("rotate")}
        {act("flip")}
        {act("invert")}
        <Layouts room={room} />
      </div>
    </>
  );
}

/** A tool that moves pictures, and the buttons of the mouse that it lies under. */
function MoverButton({ room, tool, name }: { room: LiveRoom; tool: Signal<ToolName>; name: Mover }): JSX.Element {
  const tools = room.hands.mouse.tools.value;
  const holds = HOLDS.filter((hold) => (hold === "left" ? tool.value : tools[hold]) === name);
  const choose = (): void => {
    room.hands.mouse.choose(name);
    tool.value = name;
  };
  return (
    <Button looks="quiet" pressed={tool.value === name} title={holds.map((hold) => t(`mouse-${hold}`)).join(" · ") || undefined} onClick={choose}>
      {t(`tool-${name}`)}
      {holds.map((hold) => (
        <MouseSign key={hold} hold={hold} />
      ))}
    </Button>
  );
}

function ToolButton({ tool, name }: { tool: Signal<ToolName>; name: ToolName }): JSX.Element {
  return (
    <Button looks="quiet" pressed={tool.value === name} onClick={() => (tool.value = name)}>
      {t(`tool-${name}`)}
    </Button>
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
          <IconButton label={t("draw-undo")} disabled={!canUndo.value} onClick={() => onCommand({ name: "undo" })}>
            ↶
          </IconButton>
          <IconButton label={t("draw-redo")} disabled={!canRedo.value} onClick={() => onCommand({ name: "redo" })}>
            ↷
          </IconButton>
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
  const own = room.hands.windows.of(stack);
  const presets = presetsOf(stack, own);
  const { voi } = viewport;
  const forget = (one: (typeof own.kept)[number]): void => {
    room.hands.windows.forget(stack, one);
    const words = t("window-forgotten", { width: figure(one.width), center: figure(one.center) });
    room.notices.say(words, false, { words: t("undo"), run: () => room.hands.windows.keep(stack, one) });
  };
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
              <Button looks="quiet" onClick={() => room.hands.windows.keep(stack, voi)}>
                {t("window-keep", { width: figure(voi.width), center: figure(voi.center) })}
              </Button>
            ) : null}
            {own.kept.map((one) => (
              <Button key={`${one.center}/${one.width}`} looks="quiet" onClick={() => forget(one)}>
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
  const view = room.steering.arrangement.value;
  if (!view || !room.steering.free.value) return null;
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
          {partnerOf(view) ? <Links room={room} /> : null}
        </>
      )}
    </More>
  );
}

/** How the picture worked in and the next one are linked, to choose; what that means, in words. */
function Links({ room }: { room: LiveRoom }): JSX.Element | null {
  const stacks = room.facts.stacks.value;
  // with its positions: what a link means depends on where the two stand
  const view = room.steering.shown.value;
  if (!view) return null;
  const { link } = view;
  const choose = (words: string, pressed: boolean, change: (before: View) => View): JSX.Element => (
    <Button looks="quiet" pressed={pressed} disabled={room.paused.value} onClick={() => room.steering.arrange(change)}>
      {t(words)}
    </Button>
  );
  const differs = link !== null && !sameUnit(view, link, stacks);
  return (
    <>
      <div class="tool-more-head">{t("links")}</div>
      {isPlaced(view, stacks) ? choose("link-position", link?.by === "space", (before) => linkedByPlace(before, stacks)) : null}
      {choose("link-here", link?.by === "hand", (before) => linkedHere(before, stacks))}
      {choose("unlink", !link, (before) => ({ ...before, link: null }))}
      {link ? (
        <>
          <Button
            looks="quiet"
            pressed={link.windows}
            disabled={differs || room.paused.value}
            onClick={() => room.steering.arrange((before) => windowsShared(before, !link.windows, stacks))}
          >
            {t("link-windows")}
          </Button>
          <p class="quiet small">{t(linkMeans(view, link, stacks))}</p>
          {differs ? <p class="quiet small">{t("link-units")}</p> : null}
        </>
      ) : null}
    </>
  );
}

function linkMeans(view: View, link: Link, stacks: readonly StackCard[]): string {
  if (link.by === "space") return "link-what-position";
  return placeSought(view, link.first, link, stacks) === null ? "link-what" : "link-what-mm";
}
