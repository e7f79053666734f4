import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Studies, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { type Polled, usePolled } from "../polled";
import { matches } from "./patientwords";

const PAUSE_MS = 400;

interface Search extends Polled<Studies> {
  words: string;
  onWords: (words: string) => void;
  /** What the server was asked for; "" for its newest. */
  asked: string;
  found: StudyCard[];
}

/** Studies by words: looked for here while the list is here whole, by the server where it is too long for that. */
export function useStudies(everyMs: number): Search {
  const [words, onWords] = useState("");
  const [asked, setAsked] = useState("");
  const fetch = useCallback(() => calls.studies(asked), [asked]);
  const polled = usePolled(fetch, everyMs);
  const { value } = polled;
  const isWhole = value !== undefined && value.total <= value.studies.length;
  useEffect(() => {
    if ((isWhole && asked === "") || words === asked) return undefined;
    const timer = setTimeout(() => setAsked(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, asked, isWhole]);
  const found = useMemo(() => (value?.studies ?? []).filter((study) => matches(study, words)), [value, words]);
  return { ...polled, words, onWords, asked, found };
}
