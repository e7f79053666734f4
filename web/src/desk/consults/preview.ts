import { useEffect, useState } from "preact/hooks";
import { language, wallClock } from "../../texts/texts";
import type { ConsentPreview, ConsentPreviewAsked } from "../../wire/messages";
import { calls } from "../calls";
import { fieldMs } from "../format";
import { type Draft, MINUTES_MIN } from "./draft";

const REST_MS = 250;
const MINUTES_MOST = 240;

/** What is asked of the server for a preview; names and times are as far as they have been typed. */
export function previewOf(draft: Draft): ConsentPreviewAsked {
  return {
    series_ids: draft.series,
    guests: draft.guests.map(({ role, name }) => ({ role, name: name.trim().slice(0, 80) })),
    minutes: Math.min(MINUTES_MOST, Math.max(MINUTES_MIN, Math.round(draft.minutes) || MINUTES_MIN)),
    start_ms: draft.when === "later" ? (fieldMs(draft.start) ?? null) : null,
    kind: draft.kind,
    language: language.value,
    clock: wallClock(),
  };
}

/** The preview of a draft, asked for anew once the typing rests; the last one stays until the next is there. */
export function usePreview(draft: Draft): { value: ConsentPreview | undefined; failed: unknown } {
  const [value, setValue] = useState<ConsentPreview>();
  const [failed, setFailed] = useState<unknown>();
  const asked = JSON.stringify(previewOf(draft));
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      calls.consentPreview(JSON.parse(asked) as ConsentPreviewAsked).then(
        (heard) => {
          if (stale) return;
          setValue(heard);
          setFailed(undefined);
        },
        (error: unknown) => {
          if (!stale) setFailed(error);
        },
      );
    }, REST_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return { value, failed };
}
