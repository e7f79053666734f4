import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "./button";

interface ConfirmProps {
  /** Second step: the words beside it say what will be gone. */
  asking: boolean;
  onAsking: (asking: boolean) => void;
  ask: string;
  keep: string;
  act: string;
  busy: boolean;
  /** How the first step looks: grey where one stands in every row. */
  looks?: "stop" | "plain";
  onAct: () => void;
}

/** For what cannot be undone: a second step in place, the harmless answer under the hand. */
export function Confirm({ asking, onAsking, ask, keep, act, busy, looks = "stop", onAct }: ConfirmProps): JSX.Element {
  const row = useRef<HTMLDivElement>(null);
  const before = useRef(asking);
  useEffect(() => {
    if (asking !== before.current) row.current?.querySelector("button")?.focus();
    before.current = asking;
  }, [asking]);
  return (
    <div class="row confirm" ref={row}>
      {asking ? (
        <>
          <Button key="keep" onClick={() => onAsking(false)}>
            {keep}
          </Button>
          <Button key="act" looks="stop" busy={busy} onClick={onAct}>
            {act}
          </Button>
        </>
      ) : (
        <Button key="ask" looks={looks} onClick={() => onAsking(true)}>
          {ask}
        </Button>
      )}
    </div>
  );
}
