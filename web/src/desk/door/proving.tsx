import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { CodeField, TextField } from "../../components/field";
import { t } from "../../texts/texts";
import type { Failed } from "../../wire/http";
import type { AccountActive, AccountOffer } from "../../wire/messages";
import { calls } from "../calls";
import { Qr } from "../consults/qr";
import { asFailed, wordsOf } from "../notices";

const SHORTEST = 10;
const OVER = new Set(["link_used", "link_expired", "no_such_link"]);

interface Complaint {
  field: "password" | "again" | "code" | "";
  words: string;
}

const NOTHING: Complaint = { field: "", words: "" };

interface ProvingProps {
  secret: string;
  offer: AccountOffer;
  onActive: (active: AccountActive) => void;
  onOver: (words: string) => void;
}

/** Choose a password, let an authenticator read the picture, type what it shows: only then the account is active. */
export function Proving({ secret, offer, onActive, onOver }: ProvingProps): JSX.Element {
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const complain = (complaint: Complaint): void => {
    setWrong(complaint);
    if (complaint.field !== "") {
      form.current?.querySelector<HTMLInputElement>(`[data-field=${complaint.field}] input`)?.focus();
    }
  };
  const missing = (digits: string): Complaint | null => {
    if (offer.needs_password && password.length < SHORTEST) {
      return { field: "password", words: t("error-password-short", { least: SHORTEST }) };
    }
    if (offer.needs_password && password !== again) return { field: "again", words: t("door-not-the-same") };
    return digits === "" ? { field: "code", words: t("door-code-empty") } : null;
  };
  const refused = (failed: Failed): void => {
    if (OVER.has(failed.code)) onOver(wordsOf(failed));
    else if (failed.code.startsWith("password_")) complain({ field: "password", words: wordsOf(failed) });
    else {
      setCode("");
      complain({ field: "code", words: wordsOf(failed) });
    }
  };
  const confirm = async (): Promise<void> => {
    const digits = code.replace(/[\s-]/g, "");
    const complaint = missing(digits);
    if (complaint) {
      complain(complaint);
      return;
    }
    setBusy(true);
    setWrong(NOTHING);
    try {
      onActive(await calls.confirmAccount({ secret, code: digits, ...(offer.needs_password ? { password } : {}) }));
    } catch (error) {
      setBusy(false);
      refused(asFailed(error));
    }
  };
  const errorOf = (field: string): string | undefined => (wrong.field === field ? wrong.words : undefined);

  return (
    <form
      ref={form}
      class="stack door-steps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void confirm();
      }}
    >
      {offer.needs_password ? (
        <section class="stack door-step">
          <h2>{t("door-password-heading")}</h2>
          <p class="quiet">{t("door-password-why", { least: SHORTEST })}</p>
          {/* Password managers keep the two together; the clinic has chosen the name. */}
          <TextField
            label={t("door-login-name")}
            name="username"
            autocomplete="username"
            dir="ltr"
            value={offer.login_name}
            readOnly
            onText={() => undefined}
          />
          <div data-field="password">
            <TextField
              label={t("door-password")}
              name="new-password"
              type="password"
              autocomplete="new-password"
              dir="ltr"
              error={errorOf("password")}
              value={password}
              onText={setPassword}
            />
          </div>
          <div data-field="again">
            <TextField
              label={t("door-password-again")}
              name="again"
              type="password"
              autocomplete="new-password"
              dir="ltr"
              error={errorOf("again")}
              value={again}
              onText={setAgain}
            />
          </div>
        </section>
      ) : null}
      <section class="stack door-step">
        <h2>{t("door-app-heading")}</h2>
        <p class="quiet">{t("door-app-why")}</p>
        <div class="door-scan">
          <Qr svg={offer.qr_svg} label={t("door-qr")} />
          <div class="stack stack-tight">
            <a class="link door-this-phone" href={offer.otpauth}>
              {t("door-this-phone")}
            </a>
            <span class="quiet small">{t("door-by-hand")}</span>
            <code class="door-secret" dir="ltr">
              {(offer.totp_secret.match(/.{1,4}/g) ?? []).join(" ")}
            </code>
          </div>
        </div>
        <div data-field="code">
          <CodeField
            label={t("sign-in-code")}
            hint={t("door-code-hint")}
            error={errorOf("code")}
            value={code}
            onText={setCode}
          />
        </div>
      </section>
      <Button type="submit" looks="primary" wide class="button-large" busy={busy}>
        {busy ? t("sign-in-checking") : t("door-confirm")}
      </Button>
    </form>
  );
}
