import { type Command, commandOf, latin } from "./commands";
import { areaOf, type Point } from "./geometry";
import { drawingOf } from "./hand";
import type { Pane } from "./pane";
import type { StagePorts } from "./stageports";

const NUDGE: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What keys reach of the stage they are pressed on. */
export interface KeyHost {
  element: HTMLElement;
  ports: StagePorts;
  /** The viewport keys act on. */
  current: () => Pane | null;
  run: (command: Command) => void;
  point: () => void;
  stopPointing: () => void;
  redraw: () => void;
}

/** The keyboard on the light box: drawing first, then commands. */
export class Keys {
  constructor(
    readonly host: KeyHost,
    signal: AbortSignal,
  ) {
    const { element } = host;
    element.addEventListener("keydown", (event) => this.#down(event), { signal });
    element.addEventListener("keyup", (event) => latin(event).toLowerCase() === "p" && host.stopPointing(), { signal });
    element.addEventListener("blur", () => host.stopPointing(), { signal });
  }

  #down(event: KeyboardEvent): void {
    const { host } = this;
    if (event.target !== host.element || event.isComposing) return;
    if (this.#drew(event)) {
      event.preventDefault();
      host.redraw();
      return;
    }
    const command = commandOf(event, host.ports.letters.value);
    if (!command) return;
    event.preventDefault();
    // a key held down is pressed once: control does not go back and forth
    if (event.repeat && command.name === "control") return;
    if (command.name === "point") {
      host.point();
      return;
    }
    host.run(command);
    host.ports.command(command);
  }

  /** Keys that draw: arrows move what is selected, Enter places a mark of the chosen tool in the middle. */
  #drew(event: KeyboardEvent): boolean {
    const pane = this.host.current();
    const sketch = pane?.sketch();
    if (!pane || !sketch || event.altKey) return false;
    const nudge = NUDGE[event.key];
    const step = event.ctrlKey || event.metaKey ? 10 : 1;
    if (nudge && sketch.selected !== "") return sketch.nudge([nudge[0] * step, nudge[1] * step], event.shiftKey);
    if (event.key === "Escape") {
      sketch.cancel();
      sketch.select("");
      this.host.ports.putDown();
      return true;
    }
    const kind = drawingOf(this.host.ports.tool.value);
    const picture = pane.picture();
    if (event.key !== "Enter" || !kind || !picture || !pane.found) return false;
    const [x0, y0, x1, y1] = areaOf(pane.found.viewport, pane.found.stack);
    sketch.place(kind, picture, [(x0 + x1) / 2, (y0 + y1) / 2], Math.min(x1 - x0, y1 - y0) / 6);
    return true;
  }
}
