import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button";
import { Popover } from "./popover";

interface MoreProps {
  label: string;
  /** Instead of the words on the button, which keeps them as its name. */
  sign?: string;
  pressed?: boolean;
  looks?: "quiet" | "plain";
  side?: "above" | "below";
  edge?: "start" | "end";
  children: (close: () => void) => ComponentChildren;
}

/** A quiet button and the small box it opens: what is seldom needed, one press away. */
export function More({ label, sign, pressed, looks = "quiet", side = "above", edge = "start", children }: MoreProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const named = sign === undefined ? {} : { icon: true, "aria-label": label, title: label };
  const state = pressed === undefined ? {} : { pressed };
  return (
    <Popover
      label={label}
      open={open}
      side={side}
      edge={edge}
      onClose={close}
      anchor={
        <Button {...named} {...state} looks={looks} opens="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {sign ?? label}
        </Button>
      }
    >
      <div class="tool-more">{children(close)}</div>
    </Popover>
  );
}
