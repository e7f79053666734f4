import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { TextField } from "../components/field";
import { t } from "../texts/texts";

const SIDE = 240;
const GROUND = 18;
const FAINT = 34;

/** A dark square with a number a few greys brighter: whoever reads it can see a scan on this screen. */
export function TestPicture(): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <div class="stack stack-tight">
      <span>
        {t("wait-test")}{" "}
        {open ? null : (
          <button type="button" class="link" onClick={() => setOpen(true)}>
            {t("wait-test-try")}
          </button>
        )}
      </span>
      {open ? <Picture /> : null}
    </div>
  );
}

function Picture(): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [number] = useState(() => 20 + Math.floor(Math.random() * 79));
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState<"" | "good" | "bad">("");
  useEffect(() => draw(canvas.current, number), [number]);
  // read out, and no keyboard of a phone comes over it
  useEffect(() => canvas.current?.focus({ preventScroll: true }), []);
  return (
    <form
      class="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        setSaid(typed.trim() === String(number) ? "good" : "bad");
      }}
    >
      <canvas ref={canvas} class="test-picture" width={SIDE} height={SIDE} role="img" tabIndex={-1} aria-label={t("wait-test-label")} />
      {said === "good" ? (
        <p role="status" class="tone-fine">
          {t("wait-test-good")}
        </p>
      ) : (
        <>
          <TextField
            label={t("wait-test-input")}
            value={typed}
            inputMode="numeric"
            autocomplete="off"
            maxLength={3}
            error={said === "bad" ? t("wait-test-bad") : undefined}
            onText={setTyped}
          />
          <Button type="submit">{t("done")}</Button>
        </>
      )}
    </form>
  );
}

function draw(canvas: HTMLCanvasElement | null, number: number): void {
  const context = canvas?.getContext("2d");
  if (!context) return;
  context.fillStyle = `rgb(${GROUND} ${GROUND} ${GROUND})`;
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = `rgb(${FAINT} ${FAINT} ${FAINT})`;
  context.font = "700 120px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(number), SIDE / 2, SIDE / 2);
}
