import { useEffect, useState } from "preact/hooks";
import type { SeriesCard, StudyCard } from "../../wire/messages";
import { Failed } from "../../wire/http";
import { calls } from "../calls";
import { complain } from "../notices";

/** The studies of a form: the one it is about, and those that were added. */
export interface OwnStudies {
  studies: readonly StudyCard[];
  setOthers: (others: readonly StudyCard[]) => void;
  /** A series was looked through for names. */
  decided: (study: string, series: SeriesCard) => void;
}

interface Adding {
  others: readonly string[];
  change: (part: { others: string[] }) => void;
}

/** After a reload those that had been added come again. One that is gone takes its ticks with it (the server says so). */
export function useOwnStudies(first: StudyCard | undefined, { others, change }: Adding): OwnStudies {
  const [studies, setStudies] = useState<readonly StudyCard[]>(first ? [first] : []);
  useEffect(() => {
    foundOf(others).then((found) => setStudies((now) => [...now, ...found]), complain);
  }, []);
  return {
    studies,
    setOthers: (added) => {
      setStudies((now) => [...now.slice(0, 1), ...added]);
      change({ others: added.map((one) => one.id) });
    },
    decided: (of, series) => setStudies((now) => now.map((study) => (study.id === of ? withSeries(study, series) : study))),
  };
}

function withSeries(study: StudyCard, series: SeriesCard): StudyCard {
  return { ...study, series: study.series.map((before) => (before.id === series.id ? series : before)) };
}

/** Those of these studies that are still there, in this order. */
export async function foundOf(ids: readonly string[]): Promise<StudyCard[]> {
  const heard = await Promise.all(ids.map((id) => calls.study(id).catch(unlessGone)));
  return heard.flatMap((study) => study ?? []);
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof Failed) || error.status !== 404) throw error;
}
