import type { SeriesCard } from "../../wire/messages";
import { calls, pictureAddress } from "../calls";

/** Addresses of small pictures by what a series says of itself; what two series say alike has none. */
export type Covers = ReadonlyMap<string, string>;

/** What a series and its stack in the room have in common: handles there say nothing about studies. */
export function coverKey(modality: string, number: number | null, title: string): string {
  return JSON.stringify([modality, number, title]);
}

/** The small pictures of a consult's series, from the studies they are of; nothing when those are not one's own. */
export async function coversOf(consult: string): Promise<Covers> {
  try {
    const card = await calls.consult(consult);
    const shown = new Set(card.series.map((series) => series.id));
    const { studies } = await calls.studies("");
    return coversIn(studies, shown);
  } catch {
    return new Map();
  }
}

interface Study {
  id: string;
  series: readonly SeriesCard[];
}

export function coversIn(studies: readonly Study[], shown: ReadonlySet<string>): Covers {
  const covers = new Map<string, string>();
  const twice = new Set<string>();
  for (const study of studies) {
    for (const series of study.series.filter((one) => shown.has(one.id) && one.count > 0)) {
      const key = coverKey(series.modality, series.number, series.description);
      if (covers.has(key)) twice.add(key);
      covers.set(key, pictureAddress(study.id, series.id, Math.floor(series.count / 2), "thumb"));
    }
  }
  for (const key of twice) covers.delete(key);
  return covers;
}
