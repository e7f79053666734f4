import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Button } from "./gestures";

/** What a hand on a mouse moves the picture by. */
export const MOVERS = ["scroll", "window", "zoom", "pan"] as const;
export type Mover = (typeof MOVERS)[number];
/** Where a tool can lie: under three buttons and the wheel. */
export const HOLDS = ["left", "middle", "right", "wheel"] as const;
export type Hold = (typeof HOLDS)[number];
/** Which tool lies where. */
export type MouseTools = Readonly<Record<Button, Mover> & { wheel: "scroll" | "zoom" }>;

export const AS_DELIVERED: MouseTools = { left: "window", middle: "pan", right: "zoom", wheel: "scroll" };

/** What can lie there: a wheel has one way to go, forth and back. */
export function fitting(hold: Hold): readonly Mover[] {
  return hold === "wheel" ? ["scroll", "zoom"] : MOVERS;
}

/**
 * The tool taken to there. The button that had it gets what lay there before, so that none is doubled and none is lost;
 * a button never takes from the wheel.
 */
export function taken(tools: MouseTools, hold: Hold, tool: Mover): MouseTools {
  if (!fitting(hold).includes(tool) || tools[hold] === tool) return tools;
  const other = (["left", "middle", "right"] as const).find((one) => one !== hold && tools[one] === tool);
  return { ...tools, ...(other ? { [other]: tools[hold] } : {}), [hold]: tool };
}

export function isAsDelivered(tools: MouseTools): boolean {
  return same(tools, AS_DELIVERED);
}

function same(tools: MouseTools, others: MouseTools): boolean {
  return HOLDS.every((hold) => tools[hold] === others[hold]);
}

const PLACE = "lightbox.mouse";

interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Which tools this person has in hand, remembered on this browser: words for tools, nothing about anybody. `changed`: by them. */
export class MouseKept {
  readonly #tools = signal(AS_DELIVERED);

  constructor(
    readonly memory: Memory,
    readonly changed: () => void = () => undefined,
  ) {
    this.#tools.value = read(memory);
  }

  get tools(): ReadonlySignal<MouseTools> {
    return this.#tools;
  }

  /** In the table of the mouse: two tools change places. */
  take(hold: Hold, tool: Mover): void {
    this.#choose(taken(this.#tools.value, hold, tool));
  }

  /** In the row of tools: into the left hand alone; what lies under the other buttons stays under the fingers. */
  choose(tool: Mover): void {
    this.#choose({ ...this.#tools.value, left: tool });
  }

  reset(): void {
    this.#choose(AS_DELIVERED);
  }

  /** What they chose at another desk. */
  hear(tools: MouseTools): void {
    if (!same(tools, this.#tools.value)) this.#keep(tools);
  }

  #choose(tools: MouseTools): void {
    if (same(tools, this.#tools.value)) return;
    this.#keep(tools);
    this.changed();
  }

  #keep(tools: MouseTools): void {
    this.#tools.value = tools;
    this.memory.setItem(PLACE, JSON.stringify(tools));
  }
}

/** What another version or another hand wrote there is not trusted. */
function read(memory: Memory): MouseTools {
  try {
    const found = (JSON.parse(memory.getItem(PLACE) ?? "null") ?? {}) as Partial<Record<Hold, unknown>>;
    const known = HOLDS.map((hold) => [hold, fitting(hold).find((tool) => tool === found[hold]) ?? AS_DELIVERED[hold]]);
    return Object.fromEntries(known) as MouseTools;
  } catch {
    return AS_DELIVERED;
  }
}
