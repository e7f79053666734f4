import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A QR code from the server's SVG, as a picture: nothing in it can run. */
export function Qr({ svg, label }: { svg: string; label: string }): JSX.Element {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return address ? <img class="qr" src={address} alt={label} width={148} height={148} /> : <span class="qr" />;
}
