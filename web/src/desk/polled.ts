import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Failed, mayPass } from "../wire/http";
import { who } from "./signedin";

export interface Polled<Value> {
  value: Value | undefined;
  /** What the last try failed with; the value before it stays. */
  failed: Failed | undefined;
  refresh: () => void;
}

const AGAIN_MS = 5000;

/**
 * Ask again and again while the page is visible; at once when it becomes visible, the line is back or somebody has
 * signed in again: nobody who is signed out asks. What was asked for once is asked again as long as it could not be had.
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
      let pause = everyMs;
      try {
        const heard = await fetch();
        if (!gone) {
          setValue(heard);
          setFailed(undefined);
        }
      } catch (error) {
        const why = error instanceof Failed ? error : new Failed(0, "unknown");
        if (!gone) setFailed(why);
        if (mayPass(why)) pause = Math.max(everyMs, AGAIN_MS);
        if (why.status === 401) pause = 0;
      }
      asking = false;
      if (gone) return;
      if (again) {
        again = false;
        void next();
      } else if (!document.hidden && pause > 0) timer = setTimeout(() => void next(), pause);
    };
    const seen = (): void => {
      if (document.hidden) clearTimeout(timer);
      else void next();
    };
    ask.current = () => void next();
    document.addEventListener("visibilitychange", seen);
    addEventListener("online", seen);
    let wasIn = who.peek().at === "in";
    const unwatch = who.subscribe(({ at }) => {
      if (at === "in" && !wasIn) seen();
      wasIn = at === "in";
    });
    void next();
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", seen);
      unwatch();
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
