import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface PanelProps {
  heading: string;
  tone?: "plain" | "attention" | "stop" | "steer";
  class?: string;
  /** At the end of the heading's line. */
  onward?: ComponentChildren;
  children: ComponentChildren;
}

/** A part of a page about one thing, named by its heading. */
export function Panel({ heading, tone = "plain", class: extra, onward, children }: PanelProps): JSX.Element {
  const id = useId();
  const names = ["panel", tone === "plain" ? "" : `panel-${tone}`, extra ?? ""];
  return (
    <section class={names.filter(Boolean).join(" ")} aria-labelledby={id}>
      {onward ? (
        <div class="list-row">
          <h2 id={id}>{heading}</h2>
          {onward}
        </div>
      ) : (
        <h2 id={id}>{heading}</h2>
      )}
      {children}
    </section>
  );
}
