import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Choice } from "../../components/field";
import { t } from "../../texts/texts";
import { momentText } from "../format";

interface RecoveryCodesProps {
  codes: readonly string[];
  name: string;
  /** What one types to sign in, where the page knows it. */
  loginName?: string;
  clinic: string;
  onKept: () => void;
}

/** Ten codes, shown this once: to be printed or written down before one goes on. */
export function RecoveryCodes({ codes, name, loginName, clinic, onKept }: RecoveryCodesProps): JSX.Element {
  const [kept, setKept] = useState(false);
  return (
    <div class="stack recovery">
      <p class="no-print">{t("door-codes-why")}</p>
      <p class="print-only">{t("door-codes-of", { name: loginName ? `${name} (${loginName})` : name, clinic, at: momentText(Date.now()) })}</p>
      <ol class="recovery-codes" dir="ltr" aria-label={t("door-codes-heading")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="quiet small">{t("door-codes-how")}</p>
      <div class="stack no-print">
        <Button wide onClick={() => print()}>
          {t("print")}
        </Button>
        <Choice checked={kept} onChange={setKept}>
          {t("door-codes-kept")}
        </Choice>
        <Button looks="primary" wide class="button-large" disabled={!kept} onClick={onKept}>
          {t("door-go-on")}
        </Button>
      </div>
    </div>
  );
}
