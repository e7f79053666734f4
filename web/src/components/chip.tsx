import type { ComponentChildren, JSX } from "preact";

export type Tone = "plain" | "fine" | "attention" | "stop" | "steer";

/** A word or two about the state of something. Color never stands alone: the words say it too. */
export function Chip({ tone = "plain", children }: { tone?: Tone; children: ComponentChildren }): JSX.Element {
  return <span class={tone === "plain" ? "chip" : `chip chip-${tone}`}>{children}</span>;
}

interface BannerProps {
  tone?: Tone;
  /** Announced at once when it appears. */
  urgent?: boolean;
  children: ComponentChildren;
}

/** A line the reader has to know or act on, in place. */
export function Banner({ tone = "plain", urgent, children }: BannerProps): JSX.Element {
  return (
    <div class={tone === "plain" ? "banner" : `banner banner-${tone}`} role={urgent ? "alert" : "status"}>
      {children}
    </div>
  );
}
