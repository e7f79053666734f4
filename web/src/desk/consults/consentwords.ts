/** Modalities the consent has plain words for, as in `server/consent/forms.py`. */
const WORDED = new Set(["CT", "MR", "US", "CR", "DX", "XA", "MG", "NM", "PT", "RF"]);

export function modalityWord(modality: string): string {
  return WORDED.has(modality) ? modality : "OT";
}

/** YYYYMMDD as year-month-day, "" when it is no date. */
export function isoDay(date: string): string {
  return /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : "";
}
