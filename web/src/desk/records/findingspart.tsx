import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Panel } from "../../components/panel";
import { ProvenAction } from "../../components/provenaction";
import { saveFile } from "../../components/savefile";
import { t } from "../../texts/texts";
import { calls } from "../calls";

const FILE = "consult-findings.zip";

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
            saveFile(await calls.findings(consult, { code }), FILE);
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
