import type { JSX } from "preact";
import { TextField } from "../../components/field";
import { t } from "../../texts/texts";

const MINUTE_MS = 60_000;

interface MomentsProps {
  from: string;
  until: string;
  onFrom: (text: string) => void;
  onUntil: (text: string) => void;
}

/** Between which two moments, in the reader's zone. */
export function Moments({ from, until, onFrom, onUntil }: MomentsProps): JSX.Element {
  return (
    <>
      <TextField label={t("audit-from")} type="datetime-local" name="from" value={from} onText={onFrom} />
      <TextField label={t("audit-until")} type="datetime-local" name="until" value={until} onText={onUntil} />
    </>
  );
}

/** A field names a minute: the whole of it is meant. */
export function wholeMinute(ms: number): number {
  return ms + MINUTE_MS - 1;
}
