import { type ReadonlySignal, computed, effect, signal, untracked } from "@preact/signals-core";
import type { Drawings } from "../store/drawings";
import { FADE_MS } from "../store/drawings";
import type { Pencil } from "../store/pencil";
import { ring, shownPos } from "../store/picture";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { FrameMeta, StackCard, View, Viewport, Window } from "../wire/messages";
import type { Picture } from "../worker/protocol";
import { type Command, changed, commandOf } from "./commands";
import { areaOf, type Point, type Size } from "./geometry";
import { type ToolName, drawingOf } from "./hand";
import type { Finger } from "./ink";
import { closed } from "./layout";
import { type Found, Pane, type PaneHost } from "./pane";
import type { Preset } from "./presets";
import type { Shelf } from "./shelf";

/** What the stage needs from the room; it never touches the socket. */
export interface StagePorts {
  /** What is on this person's screen: the shared view, or their own. */
  view: ReadonlySignal<View | null>;
  stacks: ReadonlySignal<readonly StackCard[]>;
  holds: ReadonlySignal<boolean>;
  leaves: ReadonlySignal<boolean>;
  /** No input and no promise of freshness: the line is down, the lease is late. */
  paused: ReadonlySignal<boolean>;
  tool: ReadonlySignal<ToolName>;
  /** Whether single letters act (WCAG 2.1.4). */
  letters: ReadonlySignal<boolean>;
  clinician: boolean;
  shelf: Shelf;
  drawings: Drawings;
  pencil: Pencil;
  presets: (stack: StackCard) => readonly Preset[];
  draws: () => boolean;
  mayChange: (author: string) => boolean;
  who: (participant: string) => { name: string; steers: boolean };
  now: () => number;
  propose: (change: (viewport: Viewport) => Viewport, id: string) => void;
  arrange: (change: (view: View) => View) => void;
  focus: (pictures: Picture[]) => void;
  painted: (meta: FrameMeta) => void;
  sized: (size: Size, dpr: number) => void;
  point: (picture: { stack: number; pos: number } | null, at: Point | null) => void;
  value: (picture: { stack: number; pos: number }, at: Point) => Promise<string>;
  /** Away with the pencil. */
  putDown: () => void;
  command: (command: Command) => void;
}

const DPR_AT_MOST = 2;
const REST_MS = 160;
const VALUE_REST_MS = 150;
const FADE_EVERY_MS = 80;
/** Narrower than this there is room for one viewport. */
const ONE_AT_A_TIME_CSS = 560;
const NUDGE: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The light box: its viewports, one drawing queue for all of them, keys. */
export class Stage {
  readonly #panes = new Map<string, Pane>();
  readonly #end = new AbortController();
  readonly #waiting = signal(false);
  readonly #version = signal(0);
  /** On a narrow screen: the viewport looked at, while it is not the active one. */
  readonly #aside = signal("");
  readonly #pointing = signal(false);
  readonly #host: PaneHost;
  #queued = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;
  #valueAt: ReturnType<typeof setTimeout> | undefined;
  #moved = Number.NEGATIVE_INFINITY;
  #asked = "";
  #narrow = false;
  #activeBefore = "";

  constructor(
    readonly element: HTMLElement,
    readonly ports: StagePorts,
  ) {
    this.#host = this.#makeHost();
    element.addEventListener("keydown", (event) => this.#key(event), { signal: this.#end.signal });
    element.addEventListener("keyup", (event) => this.#keyUp(event), { signal: this.#end.signal });
    element.addEventListener("blur", () => this.#stopPointing(), { signal: this.#end.signal });
    this.#watchSize();
    this.#watchView();
  }

  /** The exact frame is on its way. */
  get waiting(): ReadonlySignal<boolean> {
    return this.#waiting;
  }

  /** Whether this screen magnifies on top of the view. */
  readonly zoomed = computed(() => {
    reads(this.#version);
    return [...this.#panes.values()].some((pane) => pane.ownZoom.value.scale > 1);
  });

  followAgain(): void {
    for (const pane of this.#panes.values()) pane.setOwn({ scale: 1, dx: 0, dy: 0 });
  }

  /** On a narrow screen: how many viewports there are and which one is looked at; null when all are side by side. */
  readonly sheets = computed(() => {
    reads(this.#version);
    const view = this.ports.view.value;
    if (!view || !this.#narrow || view.viewports.length < 2) return null;
    const at = view.viewports.findIndex((one) => one.id === this.#lookedAt(view));
    return { at, count: view.viewports.length };
  });

  /** On a narrow screen: another viewport, for this screen alone. */
  turn(by: number): void {
    const view = this.ports.view.value;
    if (!view) return;
    const at = view.viewports.findIndex((one) => one.id === this.#lookedAt(view));
    const next = view.viewports[(at + by + view.viewports.length) % view.viewports.length];
    if (!next) return;
    this.#aside.value = next.id === view.active ? "" : next.id;
    this.#arrange();
    this.#queue();
  }

  dispose(): void {
    this.#end.abort();
    cancelAnimationFrame(this.#queued);
    for (const timer of [this.#rest, this.#fading, this.#valueAt]) clearTimeout(timer);
    for (const pane of this.#panes.values()) pane.dispose();
    this.#panes.clear();
    this.element.replaceChildren();
  }

  /** A bitmap came to the shelf. */
  arrived(): void {
    this.#queue();
  }

  /** Overwrite every canvas now, not at the next frame. */
  dark(): void {
    this.#asked = "";
    for (const pane of this.#panes.values()) pane.dark();
    this.#waiting.value = false;
  }

  run(command: Command): void {
    const pane = this.#pane();
    if (!pane) return;
    if (this.#drew(pane, command)) {
      this.#queue();
      return;
    }
    const { found } = pane;
    if (!found || !this.#free()) return;
    const presets = this.ports.presets(found.stack);
    const next = changed(found.viewport, found.stack, command, this.ports.now(), presets);
    if (next === found.viewport) return;
    this.ports.propose((before) => changed(before, found.stack, command, this.ports.now(), presets), pane.id);
  }

  /** The window in use in the viewport worked in. */
  windowNow(): Window | null {
    return this.#pane()?.windowNow() ?? null;
  }

  // --- drawing by command -----------------------------------------------------------------------------------------

  #drew(pane: Pane, command: Command): boolean {
    const acts: Partial<Record<Command["name"], () => unknown>> = {
      undo: () => this.ports.pencil.undo(),
      redo: () => this.ports.pencil.redo(),
      remove: () => pane.sketch()?.remove(),
      "next-mark": () => pane.sketch()?.next(),
    };
    acts[command.name]?.();
    return command.name in acts;
  }

  /** Keys that draw: arrows move what is selected, Enter places a mark of the chosen tool in the middle. */
  #drewByKey(event: KeyboardEvent): boolean {
    const pane = this.#pane();
    const sketch = pane?.sketch();
    if (!pane || !sketch || event.altKey) return false;
    const nudge = NUDGE[event.key];
    const step = event.ctrlKey || event.metaKey ? 10 : 1;
    if (nudge && sketch.selected !== "") return sketch.nudge([nudge[0] * step, nudge[1] * step], event.shiftKey);
    if (event.key === "Escape") {
      sketch.cancel();
      sketch.select("");
      this.ports.putDown();
      return true;
    }
    const kind = drawingOf(this.ports.tool.value);
    const picture = pane.picture();
    if (event.key !== "Enter" || !kind || !picture || !pane.found) return false;
    const [x0, y0, x1, y1] = areaOf(pane.found.viewport, pane.found.stack);
    sketch.place(kind, picture, [(x0 + x1) / 2, (y0 + y1) / 2], Math.min(x1 - x0, y1 - y0) / 6);
    return true;
  }

  // --- viewports --------------------------------------------------------------------------------------------------

  #free(): boolean {
    return (this.ports.holds.value || this.ports.leaves.value) && !this.ports.paused.value;
  }

  #lookedAt(view: View): string {
    const aside = this.#narrow && view.viewports.some((one) => one.id === this.#aside.value) ? this.#aside.value : "";
    return aside || view.active;
  }

  /** The viewport keys act on. */
  #pane(): Pane | null {
    const view = this.ports.view.value;
    return view ? (this.#panes.get(this.#lookedAt(view)) ?? null) : null;
  }

  #found(viewport: Viewport): Found | null {
    const stack = this.ports.stacks.value.find((one) => one.id === viewport.stack);
    return stack ? { viewport, stack } : null;
  }

  /** Panes as the view has viewports, in its order. */
  #arrange(): void {
    const view = this.ports.view.value;
    const ids = view?.viewports.map((one) => one.id) ?? ["a"];
    for (const [id, pane] of [...this.#panes]) {
      if (ids.includes(id)) continue;
      pane.dispose();
      this.#panes.delete(id);
    }
    for (const id of ids) {
      const pane = this.#panes.get(id) ?? new Pane(id, this.#host);
      this.#panes.set(id, pane);
    }
    const wanted = ids.map((id) => this.#panes.get(id)?.element);
    const differs = wanted.some((element, at) => this.element.children[at] !== element);
    if (differs) for (const element of wanted) if (element) this.element.append(element);
    this.#frame(view);
    this.#version.value += 1;
  }

  /** How many side by side, which one is framed, how they are linked. */
  #frame(view: View | null): void {
    const looked = view ? this.#lookedAt(view) : "a";
    const several = (view?.viewports.length ?? 1) > 1;
    this.element.dataset.layout = several && !this.#narrow ? (view?.layout.join("x") ?? "1x1") : "1x1";
    const closable = several && this.ports.holds.value && !this.ports.paused.value;
    for (const [id, pane] of this.#panes) {
      pane.element.hidden = several && this.#narrow && id !== looked;
      pane.element.classList.toggle("pane-active", several && !this.#narrow && id === view?.active);
      const linked = view?.link && [view.link.first, view.link.second].includes(id);
      const link = linked ? t(view.link?.windows ? "linked-by-hand-windows" : "linked-by-hand") : "";
      pane.label(closable, link);
    }
    this.#measure();
  }

  #watchSize(): void {
    const observer = new ResizeObserver(() => {
      if (this.element.clientWidth === 0 || this.element.clientHeight === 0) return;
      this.#narrow = this.element.clientWidth < ONE_AT_A_TIME_CSS;
      this.#arrange();
      this.#turn();
    });
    observer.observe(this.element);
    this.#end.signal.addEventListener("abort", () => observer.disconnect());
  }

  #measure(): void {
    const dpr = Math.min(globalThis.devicePixelRatio, DPR_AT_MOST);
    let changedSize = false;
    for (const pane of this.#panes.values()) changedSize = pane.resize(dpr) || changedSize;
    const [shown] = [...this.#panes.values()].filter((pane) => !pane.element.hidden && pane.box().w > 0);
    if (changedSize && shown) this.ports.sized(shown.box(), dpr);
    if (changedSize) this.#queue();
  }

  #watchView(): void {
    const stop = effect(() => {
      reads(this.ports.view, this.ports.stacks, this.ports.holds, this.ports.paused);
      untracked(() => this.#changed());
    });
    const inked = effect(() => {
      reads(this.ports.drawings.marks, this.ports.drawings.pointers, this.ports.pencil.changes);
      this.#queue();
    });
    this.#end.signal.addEventListener("abort", stop);
    this.#end.signal.addEventListener("abort", inked);
  }

  /** The view moved, or what may be done with it. */
  #changed(): void {
    const view = this.ports.view.value;
    // whoever steers leads this screen to their viewport
    if (view && view.active !== this.#activeBefore) {
      this.#activeBefore = view.active;
      this.#aside.value = "";
    }
    this.#moved = performance.now();
    this.#arrange();
    this.#ask();
    this.#queue();
  }

  /** Tell the worker which pictures to have ready, ±8 around each viewport; what is on screen stays until it changes. */
  #ask(): void {
    const view = this.ports.view.value;
    if (!view) return;
    const active = this.#lookedAt(view);
    const ports = [...view.viewports].sort((one, other) => Number(other.id === active) - Number(one.id === active));
    const lists = ports.flatMap((viewport) => {
      const found = this.#found(viewport);
      if (!found) return [];
      const pos = shownPos(viewport, this.ports.now());
      return [ring(viewport, found.stack.count, pos).map((one) => ({ stack: found.stack.id, pos: one, voi: viewport.voi }))];
    });
    const held = [...this.#panes.values()].flatMap((pane) => pane.kept() ?? []);
    const pictures: Picture[] = [...braided(lists), ...held.map(({ stack, pos, voi }) => ({ stack, pos, voi }))];
    const asked = JSON.stringify(pictures);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.ports.focus(pictures);
  }

  #queue(): void {
    if (this.#queued === 0 && !this.#end.signal.aborted) this.#queued = requestAnimationFrame(() => this.#turn());
  }

  /** The one place where anything is painted. */
  #turn(): void {
    this.#queued = 0;
    const view = this.ports.view.peek();
    const fast = performance.now() - this.#moved < REST_MS;
    let [waiting, playing] = [false, false];
    for (const pane of this.#panes.values()) {
      if (pane.element.hidden) continue;
      const viewport = view?.viewports.find((one) => one.id === pane.id);
      pane.draw(viewport ? this.#found(viewport) : null, fast);
      waiting ||= pane.waiting;
      playing ||= (viewport?.cine ?? null) !== null && pane.found !== null;
    }
    this.#waiting.value = waiting;
    if (playing) {
      this.#ask();
      this.#queue();
    }
    this.#fade();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#atRest(), REST_MS);
  }

  /** Once nothing moves: the finer drawing, and the words for those who listen. */
  #atRest(): void {
    if (this.#end.signal.aborted) return;
    if (performance.now() - this.#moved >= REST_MS) {
      for (const pane of this.#panes.values()) if (!pane.element.hidden) pane.draw(pane.found, false);
    }
    const words = this.#pane()?.words() ?? t("picture-none");
    if (this.element.getAttribute("aria-label") !== words) this.element.setAttribute("aria-label", words);
  }

  // --- pointing and values ----------------------------------------------------------------------------------------

  /** Old pointers fade, so somebody has to look again. */
  #fade(): void {
    if (this.#fading !== undefined || this.ports.drawings.pointers.peek().size === 0) return;
    this.#fading = setTimeout(() => {
      this.#fading = undefined;
      this.ports.drawings.fade();
      this.#queue();
    }, FADE_EVERY_MS);
  }

  #fingers(stack: number, pos: number): Finger[] {
    const now = this.ports.drawings.now();
    const fingers: Finger[] = [];
    for (const one of this.ports.drawings.pointers.peek().values()) {
      if (one.stack !== stack || one.pos !== pos) continue;
      const left = 1 - (now - one.at) / FADE_MS;
      const { name, steers } = this.ports.who(one.by);
      fingers.push({ at: [one.x, one.y], kind: one.kind, name, steers, strength: Math.min(1, Math.max(0, 2 * left)) });
    }
    return fingers;
  }

  /** The value under a resting cursor, for clinicians. */
  #hover(pane: Pane, at: Point | null): void {
    clearTimeout(this.#valueAt);
    pane.value("");
    if (!at || !this.ports.draws()) return;
    this.#valueAt = setTimeout(() => {
      const picture = pane.picture();
      const img = pane.imageAt(at);
      if (!picture || !img || this.ports.paused.value) return;
      void this.ports.value(picture, img).then((words) => {
        const still = pane.picture();
        if (still?.stack === picture.stack && still.pos === picture.pos) pane.value(words);
      });
    }, VALUE_REST_MS);
  }

  #stopPointing(): void {
    if (!this.#pointing.value) return;
    this.#pointing.value = false;
    this.ports.point(null, null);
  }

  // --- keys -------------------------------------------------------------------------------------------------------

  #key(event: KeyboardEvent): void {
    if (event.target !== this.element || event.isComposing) return;
    if (this.#drewByKey(event)) {
      event.preventDefault();
      this.#queue();
      return;
    }
    const command = commandOf(event, this.ports.letters.value);
    if (!command) return;
    event.preventDefault();
    if (command.name === "point") {
      this.#pointing.value = true;
      return;
    }
    this.run(command);
    this.ports.command(command);
  }

  #keyUp(event: KeyboardEvent): void {
    if (event.key.toLowerCase() === "p") this.#stopPointing();
  }

  #makeHost(): PaneHost {
    const { ports } = this;
    return {
      clinician: ports.clinician,
      shelf: ports.shelf,
      pencil: ports.pencil,
      now: ports.now,
      tool: () => ports.tool.value,
      draws: () => ports.draws() && !ports.paused.value,
      holds: () => ports.holds.value && !ports.paused.value,
      leaves: () => ports.leaves.value && !ports.paused.value,
      points: () => !ports.paused.value && (this.#pointing.value || ports.tool.value === "point"),
      mayChange: ports.mayChange,
      fingers: (stack, pos) => this.#fingers(stack, pos),
      propose: (pane, change) => {
        this.#moved = performance.now();
        ports.propose(change, pane.id);
      },
      step: (pane, by) => {
        const { found } = pane;
        if (found) ports.propose((before) => changed(before, found.stack, { name: "step", by }, ports.now()), pane.id);
      },
      touched: (pane) => this.#touched(pane),
      point: ports.point,
      hover: (pane, at) => this.#hover(pane, at),
      painted: ({ meta }) => {
        this.#ask();
        ports.painted(meta);
      },
      close: (pane) => ports.arrange((view) => closed(view, pane.id)),
      queue: () => {
        this.#moved = performance.now();
        this.#queue();
      },
    };
  }

  /** A press on another viewport makes it the active one, for whoever moves this view. */
  #touched(pane: Pane): void {
    const view = this.ports.view.value;
    if (!view || view.active === pane.id || !this.ports.holds.value || this.ports.paused.value) return;
    this.ports.propose((before) => before, pane.id);
  }
}

/** So that an effect or a computed value runs again when one of them changes. */
function reads(...signals: readonly ReadonlySignal<unknown>[]): void {
  signals.forEach((one) => one.value);
}

/** One of each in turn, so that every viewport has its nearest pictures first. */
function braided<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** The picture in the viewport worked in. */
export function stackShown(view: View | null, stacks: readonly StackCard[]): StackCard | undefined {
  const viewport = activeViewport(view);
  return stacks.find((one) => one.id === viewport?.stack);
}
