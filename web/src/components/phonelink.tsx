import type { JSX } from "preact";

/** A number that a tap rings. */
export function PhoneLink({ phone }: { phone: string }): JSX.Element {
  return (
    <a class="phone" dir="ltr" href={`tel:${phone.replace(/[^+0-9]/g, "")}`}>
      {phone}
    </a>
  );
}
