import type { ComponentChildren, JSX, Ref } from "preact";
import { useId } from "preact/hooks";

interface PanelProps {
  heading?: string | undefined;
  /** Its name where no heading shows one. Without either it is a ground to stand on, and no part of the page's outline. */
  label?: string;
  tone?: "plain" | "attention" | "stop" | "steer";
  class?: string;
  /** At the end of the heading's line. */
  onward?: ComponentChildren;
  /** What appears in it is read out. */
  live?: boolean;
  place?: Ref<HTMLElement>;
  children: ComponentChildren;
}

/** A part of a page about one thing, named by its heading. */
export function Panel({ heading, label, tone = "plain", class: extra, onward, live, place, children }: PanelProps): JSX.Element {
  const id = useId();
  const names = ["panel", tone === "plain" ? "" : `panel-${tone}`, extra ?? ""].filter(Boolean).join(" ");
  if (heading === undefined && label === undefined) return <div class={names}>{children}</div>;
  return (
    <section
      class={names}
      {...(heading === undefined ? { "aria-label": label } : { "aria-labelledby": id })}
      {...(live ? { "aria-live": "polite" as const } : {})}
      {...(place ? { ref: place } : {})}
    >
      {heading === undefined ? null : onward ? (
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
