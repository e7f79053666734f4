import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Panel } from "../../components/panel";
import { ProvenAction } from "../../components/provenaction";
import { t } from "../../texts/texts";
import { calls } from "../calls";

const FILE = "consult-findings.zip";
const KEPT_MS = 30_000;

/** What was drawn, measured, starred and signed, as DICOM files for the archive: they name the patient, so a code is asked for. */
export function FindingsPart({ consult }: { consult: string }): JSX.Element {
  const [taken, setTaken] = useState(false);
  return (
    <Panel heading={t("findings")} class="no-print">
      <p>{t("findings-what")}</p>
      <div class="row">
        <ProvenAction
          opens={t("findings-take")}
          looks="outline"
          hint={t("findings-code-hint")}
          does={t("findings-take-now")}
          onOpen={() => setTaken(false)}
          act={async (code) => {
            keep(await calls.findings(consult, { code }));
            setTaken(true);
          }}
        />
      </div>
      <p class="quiet" role="status">
        {taken ? t("findings-taken") : ""}
      </p>
    </Panel>
  );
}

/** Hand a file to whatever the browser does with files. */
function keep(file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = FILE;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
