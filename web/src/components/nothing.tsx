import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface NothingProps {
  heading?: string;
  /** The one thing to do about it. */
  onward?: ComponentChildren;
  children: ComponentChildren;
}

/** An empty place that teaches: what will be here, and what brings it here. */
export function Nothing({ heading, onward, children }: NothingProps): JSX.Element {
  const id = useId();
  return (
    <section class="nothing" aria-labelledby={heading ? id : undefined}>
      {heading ? <h2 id={id}>{heading}</h2> : null}
      {children}
      {onward}
    </section>
  );
}
