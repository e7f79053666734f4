import type { JSX } from "preact";

interface ProgressProps {
  label: string;
  /** 0…1, undefined while it cannot be known. */
  done: number | undefined;
  /** Count, rate, time left: in words. */
  words: string;
}

/** A real bar with its words; long work never hides behind a spinner. */
export function Progress({ label, done, words }: ProgressProps): JSX.Element {
  return (
    <div class="progress">
      <div class="row row-apart small">
        <span>{label}</span>
        <span class="quiet">{words}</span>
      </div>
      <progress class="progress-bar" aria-label={label} max={1} {...(done === undefined ? {} : { value: done })} />
    </div>
  );
}
