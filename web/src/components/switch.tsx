import type { ComponentChildren, JSX } from "preact";

interface SwitchProps {
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
}

/** On or off, at once: a native box read out as a switch; the words are part of the target. */
export function Switch({ on, disabled, onChange, children }: SwitchProps): JSX.Element {
  return (
    <label class="choice switch">
      <input type="checkbox" role="switch" checked={on} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
