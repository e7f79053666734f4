import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { Banner } from "../components/chip";
import { CodeField } from "../components/field";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import { calls } from "./calls";
import { Cover } from "./cover";
import { isDark, lightUp } from "./hands";
import { useUploads } from "./intake/uploads";
import { useSeconds } from "./polled";
import { mine, signOut } from "./signedin";

/** Covers whatever page one was on, with what was half filled in, until the second factor. */
export function DarkDesk(): JSX.Element | null {
  return isDark.value ? <Proving /> : null;
}

function Proving(): JSX.Element {
  const element = useRef<HTMLFormElement>(null);
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const [untilMs, setUntilMs] = useState(0);
  const uploads = useUploads();
  useSeconds(untilMs > 0);
  const waitS = Math.ceil((untilMs - Date.now()) / 1000);
  const prove = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      lightUp(await calls.factor({ code: code.replace(/[\s-]/g, "") }));
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      if (failed.code === "slow_down") setUntilMs(Date.now() + Math.max(1000, Number(failed.facts.retry_ms ?? 0)));
      else setWrong(errorText(failed.code, failed.facts));
      setCode("");
      setBusy(false);
      element.current?.querySelector("input")?.focus();
    }
  };
  return (
    <Cover labelledby="cover-heading">
      <form
        class="door-card"
        ref={element}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && waitS <= 0 && code.trim() !== "") void prove();
        }}
      >
        <h1 id="cover-heading">{t("dark-desk-heading")}</h1>
        <p>{t("dark-desk-what", { name: mine().person.name })}</p>
        {uploads.busy ? <p class="quiet small">{t("dark-desk-upload")}</p> : null}
        <CodeField label={t("dark-desk-code")} value={code} onText={setCode} />
        <div class="stack stack-tight" aria-live="assertive">
          {waitS > 0 ? <Banner tone="attention">{t("sign-in-wait", { seconds: waitS })}</Banner> : null}
          {wrong ? <Banner tone="stop">{wrong}</Banner> : null}
        </div>
        <Button type="submit" looks="primary" wide class="button-large" busy={busy} disabled={waitS > 0 || code.trim() === ""}>
          {t("dark-desk-go")}
        </Button>
        <Button looks="quiet" wide onClick={() => void signOut()}>
          {t("sign-out")}
        </Button>
      </form>
    </Cover>
  );
}
