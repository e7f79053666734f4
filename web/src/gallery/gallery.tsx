import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { language } from "../texts/texts";
import { Buttons } from "./buttons";
import { Colors } from "./colors";
import { Fields } from "./fields";
import { Overlays } from "./overlays";
import { Surfaces } from "./surfaces";
import { Switches, forced, guest, light, twice } from "./switches";

/** Every control in every state, as the switches ask for. */
export function Gallery(): JSX.Element {
  useEffect(() => {
    document.body.dataset.mood = light.value ? "light" : "dark";
    document.documentElement.dataset.audience = guest.value ? "guest" : "staff";
  }, [light.value, guest.value]);
  return (
    <main class={twice.value ? "gallery gallery-twice" : "gallery"} data-mood={light.value ? "light" : "dark"} data-forced={forced.value || undefined}>
      <h1 class="unseen">Gallery</h1>
      <Switches />
      <div key={language.value} class="gallery-kinds">
        <Colors />
        <Buttons />
        <Fields />
        <Surfaces />
        <Overlays />
      </div>
    </main>
  );
}
