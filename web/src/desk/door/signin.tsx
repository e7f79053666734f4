import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { DemoMark, isDemo } from "../../components/demomark";
import { CodeField, TextField } from "../../components/field";
import { useTitle } from "../../components/title";
import { errorText, t } from "../../texts/texts";
import { calls } from "../calls";
import { asFailed } from "../notices";
import { useSeconds } from "../polled";
import { entered } from "../signedin";
import { Enroll } from "./enroll";
import { Languages } from "./languages";

/** Name, password, code. Afterwards the reader is where they wanted to be: the address never changed. */
export function SignInPage({ again }: { again: boolean }): JSX.Element {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const [recovering, setRecovering] = useState(false);
  const [secret, setSecret] = useState("");
  const [untilMs, setUntilMs] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useSeconds(untilMs > 0);
  const waitS = Math.ceil((untilMs - Date.now()) / 1000);
  useTitle(t("page-title", { page: t("sign-in") }));
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const enter = async (): Promise<void> => {
    const typed = code.replace(/[\s-]/g, "");
    if (name.trim() === "" || password === "" || typed === "") {
      setWrong(t("sign-in-empty"));
      form.current?.querySelector<HTMLInputElement>("input:placeholder-shown")?.focus();
      return;
    }
    setBusy(true);
    setWrong("");
    try {
      const asked = { login_name: name.trim(), password, code: typed };
      if (recovering) setSecret((await calls.recover(asked)).secret);
      else entered(await calls.signIn(asked));
    } catch (error) {
      const failed = asFailed(error);
      const retryMs = Number(failed.facts.retry_ms ?? 0);
      if (failed.code === "slow_down") setUntilMs(Date.now() + Math.max(1000, retryMs));
      else setWrong(errorText(failed.code, failed.facts));
      setCode("");
      setBusy(false);
      form.current?.querySelector<HTMLInputElement>("[name=code]")?.focus();
    }
  };

  const switchCodes = (): void => {
    setRecovering(!recovering);
    setCode("");
    setWrong("");
  };
  if (secret !== "") return <Enroll secret={secret} begun onDone={({ me }) => entered(me)} />;
  return (
    <main class="door" data-mood="dark">
      <form
        class="door-card"
        ref={form}
        noValidate
        aria-labelledby="sign-in-heading"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && waitS <= 0) void enter();
        }}
      >
        <div class="door-brand">
          <span class="mark" aria-hidden="true" />
          {t("app-name")}
          <DemoMark />
        </div>
        <h1 id="sign-in-heading">{t("sign-in")}</h1>
        {again ? <Banner tone="attention">{t("sign-in-again")}</Banner> : null}
        {isDemo() ? <p class="quiet small">{t("sign-in-demo")}</p> : null}
        <div class="stack">
          <TextField
            label={t("sign-in-name")}
            name="username"
            autocomplete="username"
            spellcheck={false}
            dir="ltr"
            placeholder=" "
            value={name}
            onText={setName}
          />
          <TextField
            label={t("sign-in-password")}
            name="password"
            type="password"
            autocomplete="current-password"
            dir="ltr"
            placeholder=" "
            value={password}
            onText={setPassword}
          />
          {recovering ? (
            <TextField
              label={t("door-recovery-code")}
              hint={t("door-recovery-hint")}
              name="code"
              class="recovery-input"
              autocomplete="off"
              spellcheck={false}
              dir="ltr"
              placeholder=" "
              value={code}
              onText={setCode}
            />
          ) : (
            <CodeField label={t("sign-in-code")} hint={t("sign-in-code-hint")} value={code} onText={setCode} />
          )}
        </div>
        <div class="stack stack-tight" aria-live="assertive">
          {waitS > 0 ? <Banner tone="attention">{t("sign-in-wait", { seconds: waitS })}</Banner> : null}
          {wrong ? <Banner tone="stop">{wrong}</Banner> : null}
        </div>
        <Button type="submit" looks="primary" wide class="button-large" busy={busy} disabled={waitS > 0}>
          {busy ? t("sign-in-checking") : t("sign-in-go")}
        </Button>
        <button type="button" class="link" onClick={() => switchCodes()}>
          {recovering ? t("door-no-recovery") : t("door-recovery")}
        </button>
      </form>
      <Languages />
    </main>
  );
}
