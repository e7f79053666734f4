import type { JSX } from "preact";
import { TextField } from "./field";

interface SearchingProps {
  label: string;
  hint: string;
  words: string;
  onWords: (words: string) => void;
  /** What was found so far, read out when it changes. */
  found?: string;
}

/** The field over a list that finds something in it while one types, and how much it found. */
export function Searching({ label, hint, words, onWords, found }: SearchingProps): JSX.Element {
  return (
    <div class="searching">
      <TextField
        label={label}
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={hint}
        value={words}
        onText={onWords}
      />
      {found === undefined ? null : (
        <span class="quiet small" role="status">
          {found}
        </span>
      )}
    </div>
  );
}
