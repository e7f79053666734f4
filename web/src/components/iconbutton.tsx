import type { ComponentChildren, JSX } from "preact";
import { Button, type ButtonProps } from "./button";

interface IconButtonProps extends Omit<ButtonProps, "icon" | "wide" | "children" | "aria-label" | "title"> {
  /** What it does, in words: read out, shown by a mouse that rests on it and while the keyboard is on it. */
  label: string;
  children: ComponentChildren;
}

/** A button that is only a sign. */
export function IconButton({ label, looks = "quiet", children, ...rest }: IconButtonProps): JSX.Element {
  return (
    <Button {...rest} looks={looks} icon aria-label={label} title={label} data-tip={label}>
      {children}
    </Button>
  );
}
