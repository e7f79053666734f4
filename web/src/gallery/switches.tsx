import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { Switch } from "../components/switch";
import { PSEUDO } from "../texts/pseudo";
import { LANGUAGES, LANGUAGE_NAMES, language, loadTexts } from "../texts/texts";

export const GALLERY_TEXTS = ["common", "desk", "room", "tools", "lobby", "join", "door"] as const;

/** How the specimens are looked at. */
export const light = signal(false);
export const guest = signal(false);
export const forced = signal(false);
export const twice = signal(false);

/** Theme, audience, colors, zoom and language (Arabic runs from the right) of everything below. */
export function Switches(): JSX.Element {
  const flip = (at: Signal<boolean>, name: string): JSX.Element => (
    <Switch key={name} on={at.value} onChange={(on) => (at.value = on)}>
      {name}
    </Switch>
  );
  const names = { ...LANGUAGE_NAMES, [PSEUDO]: "[ñöƀöðý'š]" };
  return (
    <div class="gallery-switches" dir="ltr">
      {flip(light, "light")}
      {flip(guest, "guest, 17 px")}
      {flip(forced, "forced colors")}
      {flip(twice, "200 %")}
      {([...LANGUAGES, PSEUDO] as const).map((name) => (
        <label key={name} class="choice">
          <input type="radio" name="language" checked={language.value === name} onChange={() => void loadTexts(GALLERY_TEXTS, name)} />
          <span lang={name}>{names[name]}</span>
        </label>
      ))}
    </div>
  );
}
