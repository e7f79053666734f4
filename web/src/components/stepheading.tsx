import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The heading of a step: whoever comes to it by keys or listens to the page begins here, as after a new page. */
export function StepHeading({ children }: { children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} class="step-heading" tabIndex={-1}>
      {children}
    </h1>
  );
}
