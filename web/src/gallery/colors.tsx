import type { JSX } from "preact";
import { Kind } from "./specimen";

const GROUNDS = ["surface", "surface-sunken", "surface-raised", "surface-control", "surface-hover"] as const;
const MEANINGS = ["steer", "fine", "attention", "stop", "aside"] as const;
const SIZES = ["small", "body", "large", "heading", "title", "hero", "display"] as const;

/** Grounds, meanings and steps of type, by the names that style sheets use. */
export function Colors(): JSX.Element {
  return (
    <>
      <Kind name="Grounds">
        {GROUNDS.map((name) => (
          <div key={name} class={`swatch swatch-${name}`} dir="ltr">
            <strong>{name}</strong> <span>text</span> <span class="quiet">quiet</span>
          </div>
        ))}
      </Kind>
      <Kind name="Meanings">
        {MEANINGS.map((name) => (
          <div key={name} class={`swatch swatch-${name}`} dir="ltr">
            <strong>{name}</strong> <span class="swatch-solid">on-meaning</span>
          </div>
        ))}
      </Kind>
      <Kind name="Type">
        {SIZES.map((name) => (
          <span key={name} class={`type-${name}`} dir="ltr">
            {name} 12:34
          </span>
        ))}
      </Kind>
    </>
  );
}
