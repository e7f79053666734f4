import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { errorText, t } from "../texts/texts";
import { Failed, post } from "../wire/http";
import type { CodeSent } from "../wire/messages";

/** Has the code sent to where the clinic said; which number or mailbox that is, this page never learns. */
export function SendCode({ secret, channel }: { secret: string; channel: CodeSent["channel"] }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [error, setError] = useState("");
  const send = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      await post<CodeSent>("/api/join/send", { secret });
      setSent(true);
    } catch (failed) {
      setError(failed instanceof Failed ? errorText(failed.code, failed.facts) : errorText("unknown"));
    }
    setBusy(false);
  };
  return (
    <>
      {error ? (
        <p class="banner banner-attention" role="alert">
          {error}
        </p>
      ) : null}
      {sent && !error ? (
        <p class="banner" role="status">
          {t("link-sent")}
        </p>
      ) : null}
      <Button looks={sent ? "quiet" : "outline"} wide busy={busy} onClick={() => void send()}>
        {t(sent ? "link-send-again" : `link-send-${channel}`)}
      </Button>
    </>
  );
}
