import { type ReadonlySignal, effect, signal, untracked } from "@preact/signals-core";
import { isWaiting } from "../store/cine";
import { activeViewport } from "../store/steering";
import { t } from "../texts/texts";
import type { StackCard, View, Window } from "../wire/messages";
import { type Command, changed } from "./commands";
import { Fingers } from "./fingers";
import { Keys } from "./keys";
import { closed } from "./layout";
import { linkedNext } from "./link";
import type { Pane } from "./pane";
import type { PaneHost } from "./panehost";
import { Panes } from "./panes";
import type { Choice } from "./playing";
import { type StagePorts, reads } from "./stageports";
import { Wanted } from "./wanted";

const REST_MS = 160;
/** A wait that is over sooner is not worth a word. */
const NOTICED_MS = 400;

/** The light box: one drawing queue for all its viewports. */
export class Stage {
  readonly #panes: Panes;
  readonly #wanted: Wanted;
  readonly #fingers: Fingers;
  readonly #end = new AbortController();
  readonly #waiting = signal(false);
  readonly #starting = signal(false);
  /** How the clip of each stack was played last: it is played again like that. */
  readonly #played = new Map<number, Choice>();
  #waitsSince = Number.POSITIVE_INFINITY;
  #queued = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #moved = Number.NEGATIVE_INFINITY;

  constructor(
    readonly element: HTMLElement,
    readonly ports: StagePorts,
  ) {
    this.#fingers = new Fingers(ports, () => this.#queue());
    this.#panes = new Panes(element, ports, this.#makeHost());
    this.#wanted = new Wanted(ports, this.#panes);
    this.#makeKeys();
    this.#watchSize();
    this.#watchView();
  }

  /** The exact frame is on its way. */
  get waiting(): ReadonlySignal<boolean> {
    return this.#waiting;
  }

  /** A clip waits for its frames, for longer than an eye needs to notice. */
  get starting(): ReadonlySignal<boolean> {
    return this.#starting;
  }

  /** Whether this screen magnifies on top of the view. */
  get zoomed(): ReadonlySignal<boolean> {
    return this.#panes.zoomed;
  }

  /** On a narrow screen: how many viewports there are and which one is looked at; null when all are side by side. */
  get sheets(): Panes["sheets"] {
    return this.#panes.sheets;
  }

  followAgain(): void {
    for (const pane of this.#panes.all) pane.setOwn({ scale: 1, dx: 0, dy: 0 });
  }

  /** On a narrow screen: another viewport, for this screen alone. */
  turn(by: number): void {
    if (!this.#panes.turn(by)) return;
    this.#panes.arrange();
    this.#queue();
  }

  dispose(): void {
    this.#end.abort();
    cancelAnimationFrame(this.#queued);
    clearTimeout(this.#rest);
    this.#fingers.dispose();
    this.#panes.dispose();
  }

  /** A bitmap came to the shelf. */
  arrived(): void {
    this.#queue();
  }

  /** Overwrite every canvas now, not at the next frame. */
  dark(): void {
    this.#wanted.forget();
    for (const pane of this.#panes.all) pane.dark();
    this.#waiting.value = false;
    this.#starting.value = false;
    this.#waitsSince = Number.POSITIVE_INFINITY;
  }

  run(command: Command): void {
    const pane = this.#panes.current;
    if (!pane) return;
    if (command.name === "link" && this.#free()) this.ports.arrange((view) => linkedNext(view, this.ports.stacks.value));
    if (this.#drew(pane, command)) {
      this.#queue();
      return;
    }
    const { found } = pane;
    if (!found || !this.#free()) return;
    const presets = this.ports.presets(found.stack);
    const played = this.#played.get(found.stack.id);
    const next = changed(found.viewport, found.stack, command, this.ports.now(), presets, played);
    if (next === found.viewport) return;
    this.ports.propose((before) => changed(before, found.stack, command, this.ports.now(), presets, played), pane.id);
  }

  /** The window in use in the viewport worked in. */
  windowNow(): Window | null {
    return this.#panes.current?.windowNow() ?? null;
  }

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

  #free(): boolean {
    return (this.ports.holds.value || this.ports.leaves.value) && !this.ports.paused.value;
  }

  // --- what makes it paint ----------------------------------------------------------------------------------------

  #watchSize(): void {
    const observer = new ResizeObserver(() => {
      if (this.element.clientWidth === 0 || this.element.clientHeight === 0) return;
      this.#panes.fit();
      this.#arrange();
      this.#turn();
    });
    observer.observe(this.element);
    this.#end.signal.addEventListener("abort", () => observer.disconnect());
    this.#watchDensity();
  }

  /** The window was moved to a finer or coarser screen: its boxes are the same, its pixels are not. */
  #watchDensity(): void {
    const query = globalThis.matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`);
    const options = { once: true, signal: this.#end.signal };
    const changed = (): void => {
      this.#arrange();
      this.#turn();
      this.#watchDensity();
    };
    query.addEventListener("change", changed, options);
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
    this.#panes.follow(this.ports.view.value);
    this.#moved = performance.now();
    this.#arrange();
    this.#wanted.ask();
    this.#queue();
  }

  #arrange(): void {
    if (this.#panes.arrange()) this.#queue();
  }

  // --- the queue --------------------------------------------------------------------------------------------------

  #queue(): void {
    if (this.#queued === 0 && !this.#end.signal.aborted) this.#queued = requestAnimationFrame(() => this.#turn());
  }

  /** The one place where anything is painted. */
  #turn(): void {
    this.#queued = 0;
    const view = this.ports.view.peek();
    const fast = performance.now() - this.#moved < REST_MS;
    let [waiting, playing, starting] = [false, false, false];
    for (const pane of this.#panes.shown) {
      const viewport = view?.viewports.find((one) => one.id === pane.id);
      pane.draw(this.#panes.found(viewport), fast);
      waiting ||= pane.waiting;
      if (!viewport?.cine || !pane.found) continue;
      playing = true;
      starting ||= isWaiting(viewport.cine, this.ports.now());
      const { fps, loop, first, last } = viewport.cine;
      this.#played.set(pane.found.stack.id, { fps, loop, first, last });
    }
    this.#waiting.value = waiting;
    this.#waitsSince = starting ? Math.min(this.#waitsSince, performance.now()) : Number.POSITIVE_INFINITY;
    this.#starting.value = performance.now() - this.#waitsSince > NOTICED_MS;
    if (playing) {
      this.#wanted.ask();
      this.#queue();
    }
    this.#fingers.fade();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#atRest(), REST_MS);
  }

  /** Once nothing moves: the finer drawing, and the words for those who listen. */
  #atRest(): void {
    if (this.#end.signal.aborted) return;
    if (performance.now() - this.#moved >= REST_MS) for (const pane of this.#panes.shown) pane.draw(pane.found, false);
    const words = this.#panes.current?.words() ?? t("picture-none");
    if (this.element.getAttribute("aria-label") !== words) this.element.setAttribute("aria-label", words);
  }

  // --- who works on it --------------------------------------------------------------------------------------------

  #makeKeys(): void {
    const host = {
      element: this.element,
      ports: this.ports,
      current: () => this.#panes.current,
      run: (command: Command) => this.run(command),
      point: () => this.#fingers.start(),
      stopPointing: () => this.#fingers.stop(),
      redraw: () => this.#queue(),
    };
    new Keys(host, this.#end.signal);
  }

  #makeHost(): PaneHost {
    const { ports } = this;
    return {
      clinician: ports.clinician,
      shelf: ports.shelf,
      pencil: ports.pencil,
      now: ports.now,
      tool: () => ports.tool.value,
      mouse: () => ports.mouse.value,
      draws: () => ports.draws() && !ports.paused.value,
      holds: () => ports.holds.value && !ports.paused.value,
      leaves: () => ports.leaves.value && !ports.paused.value,
      points: () => this.#fingers.pointing,
      mayChange: ports.mayChange,
      fingers: (stack, pos) => this.#fingers.on(stack, pos),
      propose: (pane, change) => {
        this.#moved = performance.now();
        ports.propose(change, pane.id);
      },
      step: (pane, by) => {
        const { found } = pane;
        if (found) ports.propose((before) => changed(before, found.stack, { name: "step", by }, ports.now()), pane.id);
      },
      swipes: () => this.sheets.peek() !== null,
      turn: (by) => this.turn(by),
      touched: (pane) => this.#touched(pane),
      point: ports.point,
      hover: (pane, at) => this.#fingers.hover(pane, at),
      painted: ({ meta }) => {
        this.#wanted.ask();
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

/** The picture in the viewport worked in. */
export function stackShown(view: View | null, stacks: readonly StackCard[]): StackCard | undefined {
  const viewport = activeViewport(view);
  return stacks.find((one) => one.id === viewport?.stack);
}
