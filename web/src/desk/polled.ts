import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Failed } from "../wire/http";

export interface Polled<Value> {
  value: Value | undefined;
  /** What the last try failed with; the value before it stays. */
  failed: Failed | undefined;
  refresh: () => void;
}

/**
 * Ask again and again while the page is visible; at once when it becomes visible.
 *
 * `fetch` must be stable for as long as the same thing is asked.
 */
export function usePolled<Value>(fetch: () => Promise<Value>, everyMs: number): Polled<Value> {
  const [value, setValue] = useState<Value>();
  const [failed, setFailed] = useState<Failed>();
  const ask = useRef<() => void>(() => undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    let asking = false;
    let again = false;
    const next = async (): Promise<void> => {
      clearTimeout(timer);
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      try {
        const heard = await fetch();
        if (!gone) {
          setValue(heard);
          setFailed(undefined);
        }
      } catch (error) {
        if (!gone) setFailed(error instanceof Failed ? error : new Failed(0, "unknown"));
      }
      asking = false;
      if (gone) return;
      if (again) {
        again = false;
        void next();
      } else if (!document.hidden && everyMs > 0) timer = setTimeout(() => void next(), everyMs);
    };
    const seen = (): void => {
      if (document.hidden) clearTimeout(timer);
      else void next();
    };
    ask.current = () => void next();
    document.addEventListener("visibilitychange", seen);
    void next();
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [fetch, everyMs]);
  const refresh = useCallback(() => ask.current(), []);
  return { value, failed, refresh };
}

/** Whether the first answer is here, be it a refusal: what stands below may be drawn, and stays where it is. */
export function isSettled({ value, failed }: Pick<Polled<unknown>, "value" | "failed">): boolean {
  return value !== undefined || failed !== undefined;
}

/** Draws again every second, for times that run. */
export function useSeconds(running = true): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
}
