import type { JSX } from "preact";

/** A whole page of which nothing is known yet: one word, and no ground that would flash. */
export function Waiting({ words }: { words: string }): JSX.Element {
  return (
    <main class="connecting" data-mood="dark">
      <p role="status">{words}</p>
    </main>
  );
}
