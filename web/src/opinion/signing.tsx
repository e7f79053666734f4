import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button";
import { CodeField } from "../components/field";
import { Dialog } from "../components/dialog";
import { ClinicPhone } from "../lobby/phone";
import type { AnswerWriting } from "../store/answer";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { CitedImage, Clinic, OwedOpinion } from "../wire/messages";
import { VersionBody } from "./version";

interface SigningProps {
  writing: AnswerWriting;
  clinic: Clinic;
  onClose: () => void;
}

/** Exactly what is signed, where it goes, and a present code: from here on it is never edited, only amended. */
export function Signing({ writing, clinic, onClose }: SigningProps): JSX.Element | null {
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focus = (): void => form.current?.querySelector<HTMLInputElement>("[name=code]")?.focus();
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) focus();
  }, []);
  const owed = writing.owed.value;
  if (!owed) return null;
  const sign = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === "") {
      setWrong(t("join-code-empty"));
      focus();
      return;
    }
    setBusy(true);
    setWrong("");
    try {
      await writing.sign(code.replace(/[\s-]/g, ""));
      onClose();
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      if (failed.code === "conflict") await writing.open().catch(() => undefined);
      setWrong(refusalWords(failed));
      setCode("");
      setBusy(false);
      focus();
    }
  };
  return (
    <Dialog title={t(writing.amending.value ? "reading-sign-amendment" : "reading-sign-title")} closeLabel={t("close")} onClose={onClose}>
      <form class="stack signing" ref={form} noValidate onSubmit={(event) => void sign(event)}>
        <section class="card stack stack-tight" aria-label={t("reading-what-leaves")}>
          <Leaving writing={writing} />
        </section>
        <p>{t("reading-where", { name: owed.asker_name, clinic: clinic.name })}</p>
        <p class="quiet small">{t("reading-not-primary")}</p>
        <CodeOf owed={owed} writing={writing} clinic={clinic} />
        <CodeField label={t(owed.code_by === "authenticator" ? "reading-code-own" : "reading-code")} error={wrong} value={code} onText={setCode} />
        <div class="row">
          <Button looks="primary" type="submit" busy={busy}>
            {t("reading-sign-now")}
          </Button>
          <Button onClick={onClose}>{t("reading-sign-not")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What goes wrong with an answer is said at its code: nothing else is asked here. */
function refusalWords(failed: Failed): string {
  if (failed.code === "conflict") return t(typeof failed.facts.version === "number" ? "reading-overtaken" : "reading-not-open");
  return errorText(failed.code, failed.facts);
}

/** The version as it will be signed. */
function Leaving({ writing }: { writing: AnswerWriting }): JSX.Element | null {
  const { position, confidence, urgency, next_step, next_step_words, text, images, reason } = writing.draft.value;
  if (position === "" || confidence === "" || urgency === "" || next_step === "") return null;
  const display = writing.display.value;
  const cited: CitedImage[] = images.map((one) => ({
    stack: one.stack,
    pos: one.pos,
    series_number: one.series,
    image_number: one.image,
    frame: 1,
    window: one.window ? [one.window.center, one.window.width] : null,
    quality: one.quality,
    display: display.kind,
    calibrated: display.calibrated,
    caption: one.caption,
    marks: [],
  }));
  return (
    <>
      {writing.amending.value ? <p class="small">{t("version-reason", { reason })}</p> : null}
      <VersionBody own version={{ position, confidence, urgency, next_step, next_step_words, text, images: cited }} />
    </>
  );
}

/** Where the code comes from: one's own authenticator, or the clinic, by whatever way it reaches this person. */
export function CodeOf({ owed, writing, clinic }: { owed: OwedOpinion; writing: AnswerWriting; clinic: Clinic }): JSX.Element {
  const [said, setSaid] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      const { channel } = await writing.port.sendCode();
      setSaid(channel === "read" ? t("reading-code-asked", { name: owed.asker_name }) : t("link-sent"));
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      setWrong(errorText(failed.code, failed.facts));
    }
    setBusy(false);
  };
  if (owed.code_by === "authenticator") return <p>{t("reading-code-own-how")}</p>;
  const again = owed.code_by === "read" ? "reading-code-ask" : said ? "link-send-again" : "reading-code-send";
  return (
    <div class="stack stack-tight">
      <p>{t(`reading-code-${owed.code_by}`, { name: owed.asker_name })}</p>
      <div class="row">
        <Button looks="outline" busy={busy} onClick={() => void send()}>
          {t(again, { name: owed.asker_name })}
        </Button>
        {said ? (
          <span class="quiet small" role="status">
            {said}
          </span>
        ) : null}
      </div>
      {wrong ? (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      {owed.code_by === "read" ? <ClinicPhone phone={clinic.phone} /> : null}
    </div>
  );
}
