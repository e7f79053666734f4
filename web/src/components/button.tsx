import type { ButtonHTMLAttributes, ComponentChildren, JSX } from "preact";

type Looks = "primary" | "plain" | "quiet" | "outline" | "stop";

export interface ButtonProps extends Omit<ButtonHTMLAttributes, "type" | "disabled" | "icon"> {
  looks?: Looks;
  /** Takes the whole width. */
  wide?: boolean;
  /** Holds only a sign; give it an aria-label. */
  icon?: boolean;
  /** The work it started is still going on. */
  busy?: boolean;
  /** What stands over the page until it is answered: said before it is pressed. */
  opens?: "dialog";
  /** A switch: on or off. */
  pressed?: boolean;
  disabled?: boolean;
  type?: "button" | "submit";
  children: ComponentChildren;
}

/** A native button in one of our looks. While busy it keeps the focus and ignores presses. */
export function Button(props: ButtonProps): JSX.Element {
  const { looks = "plain", wide, icon, busy, opens, pressed, class: extra, type = "button", onClick, ...rest } = props;
  const names = ["button", looks === "plain" ? "" : `button-${looks}`, wide ? "button-wide" : ""];
  names.push(icon ? "button-icon" : "", typeof extra === "string" ? extra : "");
  return (
    <button
      {...rest}
      type={type}
      class={names.filter(Boolean).join(" ")}
      aria-busy={busy ? "true" : undefined}
      aria-haspopup={opens}
      aria-pressed={pressed}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}
