import type { JSX } from "preact";
import { Choice } from "../../components/field";
import { Panel } from "../../components/panel";
import { TextArea } from "../../components/textarea";
import { t } from "../../texts/texts";
import { REPORT_MAX } from "./askdraft";
import type { AskPart } from "./askform";

/** What was reported before, and when whoever is asked gets to know it. */
export function ReportChoice({ draft, change, wrong }: AskPart): JSX.Element {
  return (
    <Panel heading={t("asking-report")}>
      <div data-field="report">
        <TextArea
          label={t("asking-report-words")}
          hint={t("asking-report-hint")}
          error={wrong("report")}
          rows={5}
          maxLength={REPORT_MAX}
          value={draft.report}
          onText={(report) => change({ report })}
        />
      </div>
      <Choice checked={draft.blind} onChange={(blind) => change({ blind })}>
        {t("asking-blind")}
      </Choice>
      {draft.blind || draft.report.trim() === "" ? null : <p class="quiet small">{t("asking-not-blind")}</p>}
      <Choice checked={draft.othersShown} onChange={(othersShown) => change({ othersShown })}>
        {t("asking-others")}
      </Choice>
    </Panel>
  );
}
