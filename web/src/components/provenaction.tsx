import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import { Button } from "./button";
import { CodeField } from "./field";

interface ProvenActionProps {
  /** On the button that asks for the code. */
  opens: string;
  looks: "primary" | "outline";
  hint: string;
  /** On the button that does it. */
  does: string;
  /** Do it with this code; what it throws is said at the field. */
  act: (code: string) => Promise<void>;
  onOpen?: () => void;
}

/** Something that takes the authenticator's present code: whoever sits at this desk proves that it is still them. */
export function ProvenAction({ opens, looks, hint, does, act, onOpen }: ProvenActionProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focus = (): void => form.current?.querySelector("input")?.focus();
  const prove = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      await act(code.replace(/[\s-]/g, ""));
      setOpen(false);
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      setWrong(errorText(failed.code, failed.facts));
      focus();
    }
    setCode("");
    setBusy(false);
  };
  if (!open) {
    return (
      <Button
        looks={looks}
        onClick={() => {
          setOpen(true);
          onOpen?.();
          requestAnimationFrame(focus);
        }}
      >
        {opens}
      </Button>
    );
  }
  return (
    <form
      class="stack stack-tight proven-action"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && code.trim() !== "") void prove();
      }}
    >
      <CodeField label={t("note-code")} hint={hint} error={wrong} value={code} onText={setCode} />
      <div class="row">
        <Button type="submit" looks="primary" busy={busy} disabled={code.trim() === ""}>
          {does}
        </Button>
        <Button looks="quiet" onClick={() => setOpen(false)}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
