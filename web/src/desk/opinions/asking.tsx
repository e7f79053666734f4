import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { StudyPicker } from "../consults/studypicker";
import { go } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { Unanswered } from "../unanswered";
import { AskForm } from "./askform";

const ONCE = 0;

/** Asking for an opinion: about a study, out of a consult, or about a study still to be picked. */
export function AskPage({ study, consult }: { study: string; consult: string }): JSX.Element {
  if (consult) return <OutOfConsult id={consult} />;
  if (study) return <AboutStudy id={study} />;
  return <StudyPicker heading={t("opinions-ask")} to={(picked) => ({ page: "ask", study: picked, consult: "" })} />;
}

function AboutStudy({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(() => calls.study(id), [id]);
  const { value, failed, refresh } = usePolled(fetch, ONCE);
  const back = { page: "ask", study: "", consult: "" } as const;
  if (!value) return <Unanswered heading={t("opinions-ask")} failed={failed} onAgain={refresh} back={back} backWords={t("pick-other-study")} />;
  return (
    <Page heading={t("opinions-ask")}>
      <AskForm study={value} onAsked={toRequest} />
    </Page>
  );
}

function OutOfConsult({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(() => calls.consult(id), [id]);
  const { value, failed, refresh } = usePolled(fetch, ONCE);
  if (!value) return <Unanswered heading={t("opinions-ask")} failed={failed} onAgain={refresh} back={{ page: "today" }} backWords={t("to-today")} />;
  return (
    <Page heading={t("opinions-ask")}>
      <AskForm consult={value} onAsked={toRequest} />
    </Page>
  );
}

function toRequest(opinion: string): void {
  go({ page: "opinion", opinion }, true);
}
