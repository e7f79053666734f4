import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { CodeField } from "../components/field";
import { StepHeading } from "../components/stepheading";
import { clockTime, dayName, errorText, inRow, t } from "../texts/texts";
import { Failed, post } from "../wire/http";
import type { Clinic, ClinicAsked, Entered, LinkState } from "../wire/messages";
import { clinicOfPage } from "./clinic";
import { EarlyWords } from "./early";
import { ClinicPhone } from "./phone";
import { SendCode } from "./sendcode";

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
  const clinic = clinicOfPage();
  const open = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      onOpen(await post<LinkState>("/api/join/open", { secret }));
    } catch (failed) {
      if (failed instanceof Failed && failed.status === 423) onLocked(failed);
      else setError(failed instanceof Failed ? whyNot(failed) : errorText("unknown"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="page page-guest" data-mood="light">
      {clinic.name ? <p class="quiet">{clinic.name}</p> : null}
      <h1>{t("join-heading")}</h1>
      <p>{t("join-intro")}</p>
      <p class="quiet">{t("join-specialist")}</p>
      {error ? (
        <p class="banner banner-stop" role="alert">
          {error}
        </p>
      ) : null}
      <Button looks="primary" wide busy={busy} onClick={() => void open()}>
        {t(busy ? "join-opening" : "join-open")}
      </Button>
      <p class="quiet small">{t("join-safe")}</p>
      <ClinicPhone phone={clinic.phone} />
    </main>
  );
}

/** A link that does not work yet says from when it does, in the reader's zone. */
function whyNot({ code, facts }: Failed): string {
  const opensMs = Number(facts.opens_ms ?? 0);
  if (code !== "invite_early" || !opensMs) return errorText(code, facts);
  return t("link-early", { time: inRow([dayName(opensMs), clockTime(opensMs)]) });
}

interface CodeProps {
  secret: string;
  link: LinkState;
  onEnter: (entered: Entered) => void;
}

const DIGITS = 6;
const LONGEST_REST_MS = 10_000;

/** After a wrong code the next one waits: the button shows it, the field can be filled meanwhile. */
function rest(retryMs: string | number | boolean | undefined): Promise<void> {
  const restMs = Math.min(LONGEST_REST_MS, Number(retryMs ?? 0));
  return new Promise((rested) => setTimeout(rested, restMs));
}

/** The code somebody at the clinic reads out. */
export function EnterCode({ secret, link, onEnter }: CodeProps): JSX.Element {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [stopped, setStopped] = useState(link.state === "suspended");
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const toField = (): void => form.current?.querySelector<HTMLInputElement>("[name=code]")?.focus();
  // a phone's keys would hide the words that tell where the code comes from
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) toField();
  }, []);
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
      const why = failed instanceof Failed ? failed : new Failed(0, "unknown");
      if (why.code === "invite_suspended") setStopped(true);
      else setError(errorText(why.code, why.facts));
      setCode("");
      toField();
      await rest(why.facts.retry_ms);
    } finally {
      setBusy(false);
    }
  };
  if (stopped) {
    const onAsked = (): void => {
      setAsked(true);
      setStopped(false);
    };
    return <Stopped secret={secret} clinic={link.clinic} onAsked={onAsked} />;
  }
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{link.clinic.name}</p>
      <StepHeading>{t("join-code-heading")}</StepHeading>
      {link.reading ? <p>{t("join-reading")}</p> : null}
      <p>{t(link.code_by === "read" ? "join-code-intro" : `link-code-${link.code_by}`, { clinic: link.clinic.name })}</p>
      {asked ? (
        <p class="banner" role="status">
          {t("link-asked", { clinic: link.clinic.name })}
        </p>
      ) : null}
      {link.state === "too_early" ? <EarlyWords startMs={link.start_ms} nowMs={link.server_ms} /> : null}
      {link.code_by === "read" ? null : <SendCode secret={secret} channel={link.code_by} />}
      <form ref={form} class="stack" onSubmit={(event) => void submit(event)}>
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
          {t(busy ? "join-code-checking" : link.reading ? "join-code-reading" : "join-code-submit")}
        </Button>
      </form>
      <ClinicPhone phone={link.clinic.phone} />
    </main>
  );
}

interface StoppedProps {
  secret: string;
  clinic: Clinic;
  onAsked: () => void;
}

/** Too many wrong codes: one tap asks the clinic, and the same link goes on with the code they read out. */
function Stopped({ secret, clinic, onAsked }: StoppedProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const ask = async (): Promise<void> => {
    setBusy(true);
    try {
      await post<ClinicAsked>("/api/join/ask", { secret });
      onAsked();
    } catch (failed) {
      setError(failed instanceof Failed ? errorText(failed.code, failed.facts) : errorText("unknown"));
      setBusy(false);
    }
  };
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{clinic.name}</p>
      <StepHeading>{t("link-stopped-heading")}</StepHeading>
      <p>{t("link-stopped", { clinic: clinic.name })}</p>
      {error ? (
        <p class="banner banner-stop" role="alert">
          {error}
        </p>
      ) : null}
      <Button looks="primary" wide busy={busy} onClick={() => void ask()}>
        {t("link-ask")}
      </Button>
      <ClinicPhone phone={clinic.phone} />
    </main>
  );
}

interface AwayProps {
  code: string;
  onAgain: () => Promise<void>;
}

/** The line or the server is away, and the link is as good as before: what to do, and that it is tried by itself. */
export function Away({ code, onAgain }: AwayProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const clinic = clinicOfPage();
  const again = async (): Promise<void> => {
    setBusy(true);
    await onAgain();
    setBusy(false);
  };
  return (
    <main class="page page-guest" data-mood="light">
      {clinic.name ? <p class="quiet">{clinic.name}</p> : null}
      <StepHeading>{t("join-away-heading")}</StepHeading>
      <p role="status">{errorText(code)}</p>
      <p class="quiet">{t("join-away-kept")}</p>
      <Button looks="primary" wide busy={busy} onClick={() => void again()}>
        {t("try-again")}
      </Button>
      <ClinicPhone phone={clinic.phone} />
    </main>
  );
}

interface NoWayProps {
  heading: string;
  words: string;
  clinic: Clinic | null;
  /** The visit goes on elsewhere, and can be fetched back. */
  hereToo?: boolean;
}

/** A link that leads nowhere (any more): why, and whom to ask. */
export function NoWay({ heading, words, clinic, hereToo = false }: NoWayProps): JSX.Element {
  return (
    <main class="page page-guest" data-mood="light">
      {clinic ? <p class="quiet">{clinic.name}</p> : null}
      <StepHeading>{heading}</StepHeading>
      <p>{words}</p>
      {hereToo ? (
        <Button wide onClick={() => location.reload()}>
          {t("moved-here")}
        </Button>
      ) : null}
      <ClinicPhone phone={clinic?.phone ?? ""} />
    </main>
  );
}
