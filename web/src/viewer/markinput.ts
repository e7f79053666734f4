import { t } from "../texts/texts";
import type { Point } from "./geometry";

const WIDTH_CSS = 180;

/** A line to type into, on the picture (`at`, css pixels of its box) where its words will stand. */
export function askWords(box: HTMLElement, [x, y]: Point, write: (text: string) => void): void {
  const input = document.createElement("input");
  input.className = "input mark-input";
  input.maxLength = 200;
  input.dir = "auto";
  input.setAttribute("aria-label", t("mark-words"));
  input.style.setProperty("--x", `${Math.min(x, box.clientWidth - WIDTH_CSS)}px`);
  input.style.setProperty("--y", `${y}px`);
  let over = false;
  const finish = (text: string): void => {
    if (over) return;
    over = true;
    input.remove();
    write(text);
    box.parentElement?.focus({ preventScroll: true });
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Enter") finish(input.value);
    if (event.key === "Escape") finish("");
  });
  input.addEventListener("pointerdown", (event) => event.stopPropagation());
  input.addEventListener("blur", () => finish(input.value));
  box.append(input);
  // after the browser has given the focus to what was pressed
  setTimeout(() => input.focus(), 0);
}
