import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { TextField } from "../../components/field";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { asFailed, notices, wordsOf } from "../notices";
import { mine } from "../signedin";
import { RecoveryCodes } from "./recoverycodes";

type Doing = "" | "password" | "codes";

/** Another password, or ten new recovery codes; both want the present password. */
export function OwnFactors(): JSX.Element {
  const [doing, setDoing] = useState<Doing>("");
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<{ field: "current" | "password"; words: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);

  const begin = (what: Doing): void => {
    setDoing(what);
    setCurrent("");
    setPassword("");
    setWrong(null);
  };
  const change = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    try {
      if (doing === "codes") {
        setCodes((await calls.renewRecoveryCodes({ current })).recovery_codes);
      } else {
        await calls.changePassword({ current, password });
        notices.say(t("door-changed"));
      }
      begin("");
    } catch (error) {
      const failed = asFailed(error);
      setWrong({ field: failed.code.startsWith("password_") ? "password" : "current", words: wordsOf(failed) });
    }
    setBusy(false);
  };

  return (
    <Panel heading={t("door-own-heading")} class="stack own-factors">
      {codes.length > 0 ? (
        <RecoveryCodes
          codes={codes}
          name={mine().person.name}
          clinic={mine().clinic.name}
          onKept={() => setCodes([])}
        />
      ) : (
        <p class="quiet">{t("door-own-why")}</p>
      )}
      {doing === "" && codes.length === 0 ? (
        <div class="row">
          <Button looks="outline" onClick={() => begin("password")}>
            {t("door-change")}
          </Button>
          <Button looks="outline" onClick={() => begin("codes")}>
            {t("door-renew")}
          </Button>
        </div>
      ) : null}
      {doing === "" ? null : (
        <form
          class="stack own-factors-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && current !== "") void change();
          }}
        >
          {doing === "codes" ? <p>{t("door-renew-why")}</p> : null}
          <TextField
            label={t("door-current")}
            name="current-password"
            type="password"
            autocomplete="current-password"
            dir="ltr"
            autofocus
            error={wrong?.field === "current" ? wrong.words : undefined}
            value={current}
            onText={setCurrent}
          />
          {doing === "password" ? (
            <TextField
              label={t("door-password")}
              name="new-password"
              type="password"
              autocomplete="new-password"
              dir="ltr"
              hint={t("door-password-why", { least: 10 })}
              error={wrong?.field === "password" ? wrong.words : undefined}
              value={password}
              onText={setPassword}
            />
          ) : null}
          <div class="row">
            <Button type="submit" looks="primary" busy={busy}>
              {doing === "password" ? t("door-change-now") : t("door-renew-now")}
            </Button>
            <Button onClick={() => begin("")}>{t("cancel")}</Button>
          </div>
        </form>
      )}
    </Panel>
  );
}
