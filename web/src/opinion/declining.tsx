import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { Choice } from "../components/field";
import { TextArea } from "../components/textarea";
import { type AnswerWriting, WORDS_MAX } from "../store/answer";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { DeclineOpinion } from "../wire/messages";
import { dashed } from "./words";

const REASONS: readonly DeclineOpinion["reason"][] = ["not_my_field", "no_time", "too_close", "pictures_unusable", "other"];

interface DecliningProps {
  writing: AnswerWriting;
  onClose: () => void;
}

/** No opinion will come: why, in one choice; only `other` needs words. It cannot be taken back, and says so. */
export function Declining({ writing, onClose }: DecliningProps): JSX.Element {
  const { reason, words } = writing.refusal.value;
  const [wrong, setWrong] = useState<"" | "reason" | "words">("");
  const [failed, setFailed] = useState("");
  const [busy, setBusy] = useState(false);
  const asker = writing.owed.value?.asker_name ?? "";
  const decline = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const missing = reason === "" ? "reason" : reason === "other" && words.trim() === "" ? "words" : "";
    setWrong(missing);
    if (missing !== "" || reason === "") {
      (event.currentTarget as HTMLElement).querySelector<HTMLElement>(missing === "words" ? "textarea" : "input")?.focus();
      return;
    }
    setBusy(true);
    try {
      await writing.decline({ reason, words: words.trim() });
      onClose();
    } catch (error) {
      setFailed(errorText(error instanceof Failed ? error.code : "unknown"));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("reading-decline-title")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void decline(event)}>
        <p class="quiet">{t("reading-decline-what", { name: asker })}</p>
        <fieldset class="reading-choices" aria-describedby={wrong === "reason" ? "decline-wrong" : undefined}>
          <legend class="field-label">{t("reading-decline-why")}</legend>
          {REASONS.map((one) => (
            <Choice key={one} type="radio" name="decline-reason" checked={one === reason} onChange={() => writing.refuse({ reason: one })}>
              {t(`reading-decline-${dashed(one)}`)}
            </Choice>
          ))}
          {wrong === "reason" ? (
            <span class="field-error" id="decline-wrong" role="alert">
              {t("reading-need-reason")}
            </span>
          ) : null}
        </fieldset>
        <TextArea
          label={t(reason === "other" ? "reading-decline-words-needed" : "reading-decline-words")}
          error={wrong === "words" ? t("reading-need-words") : undefined}
          rows={3}
          maxLength={WORDS_MAX}
          value={words}
          onText={(text) => writing.refuse({ words: text })}
        />
        {failed ? (
          <p class="banner banner-stop" role="alert">
            {failed}
          </p>
        ) : null}
        <div class="row">
          <Button looks="stop" type="submit" busy={busy}>
            {t("reading-decline-now")}
          </Button>
          <Button
            onClick={() => {
              writing.refuse({ reason: "", words: "" });
              onClose();
            }}
          >
            {t("reading-decline-not")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
