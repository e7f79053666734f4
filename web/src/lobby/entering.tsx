import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { CodeField } from "../components/field";
import { clockTime, errorText, t } from "../texts/texts";
import { Failed, post } from "../wire/http";
import type { Clinic, Entered, LinkState } from "../wire/messages";
import { ClinicPhone } from "./phone";

interface NeutralProps {
  secret: string;
  onOpen: (state: LinkState) => void;
  /** The consult of this link is locked. */
  onLocked: (failed: Failed) => void;
}

/** The neutral page: no names, nothing happens until the one button is pressed. */
export function Neutral({ secret, onOpen, onLocked }: NeutralProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const open = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      onOpen(await post<LinkState>("/api/join/open", { secret }));
    } catch (failed) {
      if (failed instanceof Failed && failed.status === 423) onLocked(failed);
      else setError(failed instanceof Failed ? errorText(failed.code, failed.facts) : errorText("unknown"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="page page-guest" data-mood="light">
      <h1>{t("join-heading")}</h1>
      <p>{t("join-intro")}</p>
      {error ? (
        <p class="banner banner-stop" role="alert">
          {error}
        </p>
      ) : null}
      <Button looks="primary" wide busy={busy} onClick={() => void open()}>
        {t(busy ? "join-opening" : "join-open")}
      </Button>
      <p class="quiet small">{t("join-safe")}</p>
    </main>
  );
}

interface CodeProps {
  secret: string;
  link: LinkState;
  onEnter: (entered: Entered) => void;
}

const DIGITS = 6;

/** The code somebody at the clinic reads out. */
export function EnterCode({ secret, link, onEnter }: CodeProps): JSX.Element {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (code.replace(/\D/gu, "") === "" && code.trim() === "") {
      setError(t("join-code-empty"));
      return;
    }
    setBusy(true);
    try {
      onEnter(await post<Entered>("/api/join/code", { secret, code }));
    } catch (failed) {
      setError(failed instanceof Failed ? errorText(failed.code, failed.facts) : errorText("unknown"));
      setCode("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{link.clinic.name}</p>
      <h1>{t("join-code-heading")}</h1>
      <p>{t("join-code-intro", { clinic: link.clinic.name })}</p>
      {link.state === "too_early" ? (
        <p class="banner">{t("join-too-early", { time: clockTime(link.start_ms) })}</p>
      ) : null}
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <CodeField
          label={t("join-code-label")}
          hint={t("join-code-hint")}
          error={error || undefined}
          value={code}
          digits={DIGITS}
          onText={(typed) => {
            setCode(typed);
            setError("");
          }}
        />
        <Button looks="primary" wide type="submit" busy={busy}>
          {t(busy ? "join-code-checking" : "join-code-submit")}
        </Button>
      </form>
      <ClinicPhone phone={link.clinic.phone} />
    </main>
  );
}

/** A link that leads nowhere (any more): why, and whom to ask. */
export function NoWay({ heading, words, clinic }: { heading: string; words: string; clinic: Clinic | null }): JSX.Element {
  return (
    <main class="page page-guest" data-mood="light">
      {clinic ? <p class="quiet">{clinic.name}</p> : null}
      <h1>{heading}</h1>
      <p>{words}</p>
      <ClinicPhone phone={clinic?.phone ?? ""} />
    </main>
  );
}
