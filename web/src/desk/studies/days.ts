/** A moment's day by the reader's clock, as a date field has it (YYYY-MM-DD). */
export function dayOf(ms: number): string {
  const at = new Date(ms);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last millisecond of a day as a date field has it, by the reader's clock; undefined when it is no day. */
export function endOfDay(day: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return undefined;
  const [, year = "", month = "", date = ""] = parts;
  const end = new Date(Number(year), Number(month) - 1, Number(date) + 1).getTime() - 1;
  return dayOf(end) === day ? end : undefined;
}
