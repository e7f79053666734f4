import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import type { View, Viewport } from "../wire/messages";
import type { Size } from "./geometry";
import { linkSaid } from "./linkwords";
import { Pane } from "./pane";
import type { Found, PaneHost } from "./panehost";
import { type StagePorts, reads } from "./stageports";

/** Finer than this no eye sees on a phone held in a hand; on a desk pictures are looked at closely. */
const DPR_AT_MOST = { phone: 2, desk: 3 };
/** Narrower than this there is room for one viewport. */
const ONE_AT_A_TIME_CSS = 560;

/** The viewports that stand on the stage: which, how many side by side, which one is looked at. */
export class Panes {
  readonly #all = new Map<string, Pane>();
  /** Counts what signals cannot see: panes that came or went, a width. */
  readonly #version = signal(0);
  /** On a narrow screen: the viewport looked at, while it is not the active one. */
  readonly #aside = signal("");
  #narrow = false;
  #activeBefore = "";
  /** How they stood when they were measured last: measuring makes the browser lay the whole page out. */
  #placed = "";

  constructor(
    readonly element: HTMLElement,
    readonly ports: StagePorts,
    readonly host: PaneHost,
  ) {}

  get all(): readonly Pane[] {
    return [...this.#all.values()];
  }

  /** Those with a place on the screen. */
  get shown(): readonly Pane[] {
    return this.all.filter((pane) => !pane.element.hidden);
  }

  /** Whether this screen magnifies on top of the view. */
  readonly zoomed: ReadonlySignal<boolean> = computed(() => {
    reads(this.#version);
    return this.all.some((pane) => pane.ownZoom.value.scale > 1);
  });

  /** On a narrow screen: how many viewports there are and which one is looked at; null when all are side by side. */
  readonly sheets: ReadonlySignal<{ at: number; count: number } | null> = computed(() => {
    reads(this.#version);
    const view = this.ports.view.value;
    if (!view || !this.#narrow || view.viewports.length < 2) return null;
    const at = view.viewports.findIndex((one) => one.id === this.lookedAt(view));
    return { at, count: view.viewports.length };
  });

  /** On a narrow screen: another viewport, for this screen alone. Answers whether there is one. */
  turn(by: number): boolean {
    const view = this.ports.view.value;
    if (!view) return false;
    const at = view.viewports.findIndex((one) => one.id === this.lookedAt(view));
    const next = view.viewports[(at + by + view.viewports.length) % view.viewports.length];
    if (!next) return false;
    this.#aside.value = next.id === view.active ? "" : next.id;
    return true;
  }

  /** Whoever steers leads this screen to their viewport. */
  follow(view: View | null): void {
    if (!view || view.active === this.#activeBefore) return;
    this.#activeBefore = view.active;
    this.#aside.value = "";
  }

  lookedAt(view: View): string {
    const aside = this.#narrow && view.viewports.some((one) => one.id === this.#aside.value) ? this.#aside.value : "";
    return aside || view.active;
  }

  /** The viewport keys act on. */
  get current(): Pane | null {
    const view = this.ports.view.value;
    return view ? (this.#all.get(this.lookedAt(view)) ?? null) : null;
  }

  found(viewport: Viewport | undefined): Found | null {
    const stack = this.ports.stacks.value.find((one) => one.id === viewport?.stack);
    return viewport && stack ? { viewport, stack } : null;
  }

  /** Panes as the view has viewports, in its order. Answers whether a box changed. */
  arrange(): boolean {
    const view = this.ports.view.value;
    const ids = view?.viewports.map((one) => one.id) ?? ["a"];
    for (const [id, pane] of [...this.#all]) {
      if (ids.includes(id)) continue;
      pane.dispose();
      this.#all.delete(id);
    }
    const wanted = ids.map((id) => {
      const pane = this.#all.get(id) ?? new Pane(id, this.host);
      this.#all.set(id, pane);
      return pane.element;
    });
    const differs = wanted.some((element, at) => this.element.children[at] !== element);
    if (differs) this.element.append(...wanted);
    this.#frame(view);
    const shown = this.shown.map((pane) => pane.id);
    const placed = [globalThis.devicePixelRatio, this.#narrow, this.element.dataset.layout, ...shown].join(" ");
    if (placed === this.#placed) return false;
    this.#placed = placed;
    this.#version.value += 1;
    return this.#measure();
  }

  /** The stage has another size. */
  fit(): void {
    this.#placed = "";
    this.#narrow = this.element.clientWidth < ONE_AT_A_TIME_CSS;
  }

  dispose(): void {
    for (const pane of this.#all.values()) pane.dispose();
    this.#all.clear();
    this.element.replaceChildren();
  }

  /** How many side by side, which one is framed, how they are linked. */
  #frame(view: View | null): void {
    const looked = view ? this.lookedAt(view) : "a";
    const several = (view?.viewports.length ?? 1) > 1;
    this.element.dataset.layout = several && !this.#narrow ? (view?.layout.join("x") ?? "1x1") : "1x1";
    const closable = several && this.ports.holds.value && !this.ports.paused.value;
    for (const [id, pane] of this.#all) {
      pane.element.hidden = several && this.#narrow && id !== looked;
      pane.element.classList.toggle("pane-active", several && !this.#narrow && id === view?.active);
      pane.label(closable, linkSaid(view, id, this.ports.stacks.value));
    }
  }

  #measure(): boolean {
    const most = globalThis.matchMedia("(pointer: coarse)").matches ? DPR_AT_MOST.phone : DPR_AT_MOST.desk;
    const dpr = Math.min(globalThis.devicePixelRatio, most);
    let changed = false;
    for (const pane of this.#all.values()) changed = pane.resize(dpr) || changed;
    const shown = this.shown.find((pane) => pane.box().w > 0);
    const size: Size | undefined = shown?.box();
    if (changed && size) this.ports.sized(size, dpr);
    return changed;
  }
}
