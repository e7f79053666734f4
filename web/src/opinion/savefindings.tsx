import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { CodeField } from "../components/field";
import { Panel } from "../components/panel";
import { saveFile } from "../components/savefile";
import type { AnswerWriting } from "../store/answer";
import { errorText, t } from "../texts/texts";
import { Failed } from "../wire/http";
import type { Clinic, OwedOpinion } from "../wire/messages";
import { CodeOf } from "./signing";

const FILE = "consult-findings.zip";

interface SaveFindingsProps {
  writing: AnswerWriting;
  owed: OwedOpinion;
  clinic: Clinic;
}

/** Where the clinic lets readers: one's own drawings, measurements and answer as DICOM files, without the patient's name. */
export function SaveFindings({ writing, owed, clinic }: SaveFindingsProps): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const [said, setSaid] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const take = writing.port.findings;
  if (!owed.may_save || !take) return null;
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || code.trim() === "") return;
    setBusy(true);
    setWrong("");
    try {
      saveFile(await take(code.replace(/[\s-]/g, "")), FILE);
      setSaid(t("reading-save-done"));
      setOpen(false);
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "unknown");
      setWrong(errorText(failed.code, failed.facts));
    }
    setCode("");
    setBusy(false);
  };
  return (
    <Panel heading={t("reading-save")}>
      <p class="quiet">{t("reading-save-what")}</p>
      {open ? (
        <form class="stack stack-tight" noValidate onSubmit={(event) => void save(event)}>
          <CodeOf owed={owed} writing={writing} clinic={clinic} />
          <CodeField label={t(owed.code_by === "authenticator" ? "reading-code-own" : "reading-code")} error={wrong} value={code} onText={setCode} />
          <div class="row">
            <Button type="submit" looks="primary" busy={busy} disabled={code.trim() === ""}>
              {t("reading-save-now")}
            </Button>
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          </div>
        </form>
      ) : (
        <div>
          <Button
            looks="outline"
            onClick={() => {
              setOpen(true);
              setSaid("");
            }}
          >
            {t("reading-save-open")}
          </Button>
        </div>
      )}
      <p class="quiet small" role="status">
        {said}
      </p>
    </Panel>
  );
}
