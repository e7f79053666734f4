import { useEffect, useRef } from "preact/hooks";

const AGAIN_MS = 4000;

/** While something could not be had: try by itself, at once when the line is back; `act` is none while trying helps nothing. */
export function useAgain(act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  const tries = act !== undefined;
  useEffect(() => {
    if (!tries) return undefined;
    const again = (): void => latest.current?.();
    const timer = setInterval(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [tries]);
}
