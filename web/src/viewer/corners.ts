import { hasText, t } from "../texts/texts";
import type { StackCard, Viewport } from "../wire/messages";
import { type Matrix, lettersShown, mmPerCss, scaleBar, spacingAt } from "./geometry";
import { isSharp, qualityOf } from "./quality";
import type { Scene } from "./scene";
import { noteWords } from "./stacknotes";
import { patientTitle, stackTitle } from "./titles";

/** Everything written around the picture, as text beside the canvas: crisp, selectable by assistive software. */
export class Corners {
  readonly #places: Record<Place, HTMLElement>;
  readonly #bar: HTMLElement;

  constructor(
    readonly box: HTMLElement,
    readonly clinician: boolean,
  ) {
    const make = (place: Place): HTMLElement => {
      const element = document.createElement("div");
      element.className = `corner corner-${place}`;
      element.dir = directionOf(place, clinician);
      box.append(element);
      return element;
    };
    this.#places = Object.fromEntries(PLACES.map((place) => [place, make(place)])) as Record<Place, HTMLElement>;
    this.#bar = document.createElement("div");
    this.#bar.className = "scale-bar";
    this.#bar.hidden = true;
    box.append(this.#bar);
  }

  /** Words that are not about the picture itself: how it is linked, the value under the cursor. */
  say(place: "link" | "value", words: string): void {
    this.#write(place, words);
  }

  /** Everything about a picture; what was said beside it stays while the next one comes. */
  clear(): void {
    for (const place of PLACES) if (place !== "link") this.#write(place, "");
    this.#bar.hidden = true;
  }

  show(scene: Scene, viewport: Viewport, stack: StackCard, matrix: Matrix, boxW: number): void {
    if (!scene.ready) {
      this.clear();
      return;
    }
    const { meta } = scene.ready;
    this.#write("caption", this.clinician ? caption(stack, meta.pos) : patientTitle(stack));
    this.#write("mirrored", viewport.flip ? t("mirrored") : "");
    this.#write("laterality", lateralityAt(stack, meta.pos));
    this.#quality(scene, viewport);
    this.#letters(viewport, stack, meta.pos);
    if (!this.clinician) return;
    this.#write("window", windowWords(stack, viewport, meta.window ?? null, meta.source));
    this.#write("notes", [...blackWords(stack), ...noteWords(stack.notes)].slice(0, NOTES).join("\n"));
    this.#scale(stack, meta.pos, matrix, boxW);
  }

  /** The words on the picture for somebody who cannot see it. */
  static described(scene: Scene, viewport: Viewport, stack: StackCard, clinician: boolean): string {
    if (!scene.ready) return t("picture-none");
    const { meta } = scene.ready;
    const words = [clinician ? `${stackTitle(stack)}, ${caption(stack, meta.pos)}` : patientTitle(stack)];
    if (viewport.flip) words.push(t("mirrored"));
    if (clinician) words.push(windowWords(stack, viewport, meta.window ?? null, meta.source));
    return [...words, ...blackWords(stack)].filter(Boolean).join(", ");
  }

  #quality(scene: Scene, viewport: Viewport): void {
    if (!scene.ready) return;
    const approximated = scene.remap !== null;
    if (!this.clinician) {
      // of a clip the next picture is always on its way: that is no word worth
      const isThere = scene.exact || viewport.cine !== null;
      this.#write("quality", isSharp(scene.ready.meta, approximated) && isThere ? "" : t("getting-sharper"));
      return;
    }
    const words = qualityOf(scene.ready.meta, approximated);
    const source = words.sourceLossy ? ` · ${t("quality-source-lossy")}` : "";
    const masked = words.masked ? ` · ${t("quality-masked")}` : "";
    this.#write("quality", t(words.id, { reduction: words.level }) + masked + source);
  }

  #letters(viewport: Viewport, stack: StackCard, pos: number): void {
    const letters = stack.letters[stack.letters.length === 1 ? 0 : pos] ?? null;
    const shown = letters ? lettersShown(letters, viewport.rot, viewport.flip) : ["", "", "", ""];
    (["letter-left", "letter-right", "letter-top", "letter-bottom"] as const).forEach((place, at) => {
      this.#write(place, shown[at] ?? "");
    });
    this.#write("unknown", letters || !this.clinician ? "" : t("orientation-unknown"));
  }

  #scale(stack: StackCard, pos: number, matrix: Matrix, boxW: number): void {
    const spacing = spacingAt(stack, pos);
    const mm = mmPerCss(spacing, matrix);
    const bar = mm === null ? null : scaleBar(mm, boxW);
    this.#bar.hidden = bar === null;
    if (!bar) {
      this.#write("scale", "");
      return;
    }
    this.#bar.style.setProperty("--length", `${bar.css.toFixed(1)}px`);
    const length = bar.mm >= 10 ? t("length-cm", { length: bar.mm / 10 }) : t("length-mm", { length: bar.mm });
    const doubt = DOUBTS[spacing?.origin ?? ""];
    this.#write("scale", doubt ? `${length} ${t(doubt)}` : length);
  }

  #write(place: Place, words: string): void {
    const element = this.#places[place];
    if (element.textContent !== words) element.textContent = words;
    element.hidden = words === "";
  }
}

/** At most so many notes are on the picture; the series list tells all of them. */
const NOTES = 3;
/** Lengths that do not hold at the patient say so. */
const DOUBTS: Partial<Record<string, string>> = { detector: "length-at-detector", none: "length-uncalibrated" };

const PLACES = [
  "notes",
  "caption",
  "laterality",
  "mirrored",
  "quality",
  "window",
  "scale",
  "unknown",
  "link",
  "value",
  "letter-left",
  "letter-right",
  "letter-top",
  "letter-bottom",
] as const;
export type Place = (typeof PLACES)[number];

const WRITTEN: readonly Place[] = ["laterality", "window", "value", "letter-left", "letter-right", "letter-top", "letter-bottom"];

/**
 * Figures and letters stand as DICOM writes them, from the left, whatever language is read around them; words run as
 * their own language does. A patient reads words where a clinician reads the numbers of the picture.
 */
export function directionOf(place: Place, clinician: boolean): "ltr" | "auto" {
  return WRITTEN.includes(place) || (place === "caption" && clinician) ? "ltr" : "auto";
}

/** To the host: what the dashed lines are. */
function blackWords(stack: StackCard): string[] {
  return stack.black.length > 0 ? [t("black-for-some", { count: stack.black.length })] : [];
}

/** `Se 4 · Im 57 (41/132)`: as reports cite it, beside the position. */
export function caption(stack: StackCard, pos: number): string {
  const image = stack.image_numbers[pos] ?? pos + 1;
  const facts = { image: String(image), at: pos + 1, count: stack.count };
  if (stack.series_number === null) return t("caption-no-series", facts);
  return t("caption", { series: String(stack.series_number), ...facts });
}

/** The side of one position: its own where they differ. */
function lateralityAt(stack: StackCard, pos: number): string {
  return stack.lateralities.length > 0 ? (stack.lateralities[pos] ?? "") : stack.laterality;
}

/** `W 400 L 40 HU`, said to be automatic or a table when it is. */
function windowWords(stack: StackCard, viewport: Viewport, used: Viewport["voi"], source: string): string {
  if (stack.color) return "";
  const window = viewport.voi ?? used;
  if (!window) return source === "lut" ? t("window-lut") : "";
  const words = t("window", { width: figure(window.width), center: figure(window.center), unit: stack.unit });
  return viewport.voi === null && source === "auto" ? `${words} ${t("window-auto")}` : words;
}

export function figure(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
}

/** The name of a window choice: ours in the reader's language, else the file's own explanation. */
export function windowName(name: string): string {
  const id = `preset-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  return hasText(id) ? t(id) : name;
}

