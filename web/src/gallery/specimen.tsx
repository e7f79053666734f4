import type { ComponentChildren, JSX } from "preact";

/** A name as long as names are. */
export const LONG_NAME = "Prof. Dr. María Guadalupe Fernández-Villavicencio y Saavedra de los Monteros";
/** A word that does not break. */
export const LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsbildarchiv";

/** One kind of control and its states. */
export function Kind({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  const id = `kind-${name.replaceAll(/\W+/g, "-")}`;
  return (
    <section class="gallery-kind" aria-labelledby={id}>
      <h2 id={id} dir="ltr">
        {name}
      </h2>
      <div class="gallery-specimens">{children}</div>
    </section>
  );
}

/** One state, named as the code names it. */
export function State({ name, wide, children }: { name: string; wide?: boolean; children: ComponentChildren }): JSX.Element {
  return (
    <div class={wide ? "gallery-state gallery-state-wide" : "gallery-state"}>
      <code dir="ltr">{name}</code>
      {children}
    </div>
  );
}
