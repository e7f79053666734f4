import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { CodeField } from "../components/field";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { LiveRoom } from "./live";

/**
 * This page was out of sight for five minutes: in the picture's place a code is asked for. The talk goes on beside it.
 * Guests get theirs from the clinic, staff have their own.
 */
export function CodeAsked({ room }: { room: LiveRoom }): JSX.Element {
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const whose = room.ports.proof.by;
  const host = room.facts.welcome.value?.host_name ?? "";
  useEffect(() => {
    // never out of the hands of somebody who is writing
    if (document.activeElement === document.body) form.current?.querySelector("input")?.focus({ preventScroll: true });
  }, []);
  const prove = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      await room.ports.proof.prove(code.replace(/[\s-]/g, ""));
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      setWrong(errorText(failed.code, failed.facts));
      setCode("");
      form.current?.querySelector("input")?.focus();
    }
    setBusy(false);
  };
  return (
    <form
      class="stage-dark code-asked"
      ref={form}
      noValidate
      aria-label={t("unseen-heading")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && code.trim() !== "") void prove();
      }}
    >
      <p class="stage-dark-head" role="status">
        {t("unseen-heading")}
      </p>
      <p class="quiet">{t(`unseen-how-${whose}`, { host })}</p>
      <CodeField label={t(`unseen-field-${whose}`)} value={code} onText={setCode} error={wrong} />
      <Button type="submit" looks="primary" busy={busy} disabled={code.trim() === ""}>
        {t("unseen-go")}
      </Button>
    </form>
  );
}
