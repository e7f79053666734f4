import type { JSX } from "preact";
import { Banner } from "../../components/chip";
import { Loading } from "../../components/loading";
import { Nothing } from "../../components/nothing";
import { t } from "../../texts/texts";
import { calls } from "../calls";
import { EndedConsult } from "../consults/listed";
import { standingOf } from "../consults/standing";
import { wordsOf } from "../notices";
import { Link } from "../place";
import { usePolled } from "../polled";
import { Page } from "../shell";

const CALM_MS = 15_000;
const fetchConsults = (): ReturnType<typeof calls.consults> => calls.consults();

/** Consults that are over, each with its record. */
export function RecordsPage(): JSX.Element {
  const { value, failed } = usePolled(fetchConsults, CALM_MS);
  const ended = (value?.consults ?? []).filter((consult) => standingOf(consult) === "over");
  return (
    <Page heading={t("nav-records")}>
      {failed && failed.status !== 401 ? <Banner tone="attention">{wordsOf(failed)}</Banner> : null}
      {!value && !failed ? <Loading /> : null}
      {value && ended.length === 0 ? (
        <Nothing
          onward={
            <Link class="button button-primary" to={{ page: "new-consult", study: "" }}>
              {t("new-consult")}
            </Link>
          }
        >
          <p>{t("records-empty")}</p>
        </Nothing>
      ) : null}
      <section class="section" aria-label={t("nav-records")}>
        {ended.map((consult) => (
          <EndedConsult key={consult.id} consult={consult} />
        ))}
      </section>
    </Page>
  );
}
