import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { Banner } from "../../components/chip";
import { Loading } from "../../components/loading";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { StudyPicker } from "../consults/studypicker";
import { wordsOf } from "../notices";
import { go, Link } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";
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
  const { value, failed } = usePolled(fetch, ONCE);
  return (
    <Page heading={t("opinions-ask")}>
      {value ? <AskForm study={value} onAsked={toRequest} /> : failed ? <Banner tone="attention">{wordsOf(failed)}</Banner> : <Loading />}
      {failed && !value ? <Link to={{ page: "ask", study: "", consult: "" }}>{t("pick-other-study")}</Link> : null}
    </Page>
  );
}

function OutOfConsult({ id }: { id: string }): JSX.Element {
  const fetch = useCallback(() => calls.consult(id), [id]);
  const { value, failed } = usePolled(fetch, ONCE);
  return (
    <Page heading={t("opinions-ask")}>
      {value ? <AskForm consult={value} onAsked={toRequest} /> : failed ? <Banner tone="attention">{wordsOf(failed)}</Banner> : <Loading />}
    </Page>
  );
}

function toRequest(opinion: string): void {
  go({ page: "opinion", opinion }, true);
}
