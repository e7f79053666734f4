import { useRef } from "preact/hooks";
import type { Unsent } from "../store/unsent";

export interface HalfFilled<Form> {
  form: Form;
  change: (part: Partial<Form>) => void;
  /** It was sent, or given up. */
  drop: () => void;
}

/** A form that is still there after its dialog was closed or its page reloaded, until it is sent. */
export function useHalfFilled<Form extends object>(unsent: Unsent, place: string, empty: Form): HalfFilled<Form> {
  const first = useRef(empty);
  const whole = (kept: object | undefined): Form => ({ ...first.current, ...kept });
  return {
    form: whole(unsent.at(place)),
    change: (part) => unsent.keep(place, { ...whole(unsent.peek(place)), ...part }),
    drop: () => unsent.drop(place),
  };
}
