import { ring } from "../store/picture";
import { type Picture, pictureKey } from "../worker/protocol";
import type { Panes } from "./panes";
import type { StagePorts } from "./stageports";

/** Tells the worker which pictures to have ready; saying the same again costs nothing. */
export class Wanted {
  #asked = "";

  constructor(
    readonly ports: StagePorts,
    readonly panes: Panes,
  ) {}

  /** ±8 around each viewport, the one looked at first; what is on screen stays until it changes. */
  ask(): void {
    const view = this.ports.view.value;
    if (!view) return;
    const looked = this.panes.lookedAt(view);
    const ports = [...view.viewports].sort((one, other) => Number(other.id === looked) - Number(one.id === looked));
    const lists = ports.flatMap((viewport) => {
      const found = this.panes.found(viewport);
      if (!found) return [];
      const wanted = ring(viewport, found.stack, this.ports.now());
      return [wanted.map((pos) => ({ stack: found.stack.id, pos, voi: viewport.voi }))];
    });
    const pictures: Picture[] = braided(lists);
    const known = new Set(pictures.map(pictureKey));
    const held = this.panes.all.flatMap((pane) => pane.kept() ?? []).filter((one) => !known.has(pictureKey(one)));
    pictures.push(...held.map(({ stack, pos, voi }) => ({ stack, pos, voi })));
    const asked = pictures.map(pictureKey).join(" ");
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.ports.focus(pictures);
  }

  forget(): void {
    this.#asked = "";
  }
}

/** One of each in turn, so that every viewport has its nearest pictures first. */
function braided<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}
