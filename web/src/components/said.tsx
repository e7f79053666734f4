import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Notice } from "../store/notices";

interface SaidProps {
  notices: ReadonlySignal<readonly Notice[]>;
  mood?: "dark" | "light";
}

/** Everything is said once, here, and read out. */
export function Said({ notices, mood = "dark" }: SaidProps): JSX.Element {
  return (
    <div class="said" role="status" aria-live="polite">
      {notices.value.map((notice) => (
        <div key={notice.id} data-mood={mood} class={notice.attention ? "said-line said-attention" : "said-line"}>
          {notice.text}
        </div>
      ))}
    </div>
  );
}
