import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner, Chip } from "../../components/chip";
import { Loading } from "../../components/loading";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { EmergencyUse, EmergencyUses } from "../../wire/messages";
import { calls } from "../calls";
import { exactText } from "../format";
import { wordsOf } from "../notices";
import { Link } from "../place";
import { usePolled } from "../polled";
import { WhoseClock } from "../records/moment";
import { Page } from "../shell";
import { Trouble } from "../trouble";

const fetchUses = (): Promise<EmergencyUses> => calls.emergencies();

/** Every time pictures were shown as an emergency, until somebody looked into it. Reading the reasons is an entry, so it is asked once. */
export function EmergenciesPage(): JSX.Element {
  const { value, failed, refresh } = usePolled(fetchUses, 0);
  const [reviewed, setReviewed] = useState<EmergencyUses>();
  const [wrong, setWrong] = useState("");
  const uses = (reviewed ?? value)?.uses;
  const review = async (use: EmergencyUse): Promise<void> => {
    setWrong("");
    try {
      setReviewed(await calls.reviewEmergency(use.ref));
    } catch (error) {
      setWrong(wordsOf(error));
    }
  };
  return (
    <Page heading={t("emergency-heading")}>
      <p class="quiet">{t("emergency-what")}</p>
      <Trouble failed={failed} onAgain={refresh} />
      {wrong ? <Banner tone="attention">{wrong}</Banner> : null}
      {!uses && !failed ? <Loading /> : null}
      {uses?.length === 0 ? <p>{t("emergency-none")}</p> : null}
      {uses?.map((use) => (
        <Panel key={use.ref} label={exactText(use.at_ms)}>
          <div class="list-row">
            <strong dir="auto">{t("emergency-by", { name: use.by_name || t("entry-somebody"), time: exactText(use.at_ms) })}</strong>
            {use.reviewed_ms === null ? <Chip tone="attention">{t("emergency-open")}</Chip> : null}
          </div>
          <dl class="facts">
            <dt>{t("emergency-reason")}</dt>
            <dd dir="auto">{use.reason || t("emergency-reason-gone")}</dd>
          </dl>
          <div class="row">
            {use.reviewed_ms === null ? (
              <Button onClick={() => void review(use)}>{t("emergency-review")}</Button>
            ) : (
              <span class="quiet">
                {t("emergency-reviewed", { name: use.reviewer_name || t("entry-somebody"), time: exactText(use.reviewed_ms) })}
              </span>
            )}
            <Link to={{ page: "audit-consult", consult: use.consult }}>{t("emergency-entries")}</Link>
          </div>
        </Panel>
      ))}
      {uses && uses.length > 0 ? <WhoseClock /> : null}
    </Page>
  );
}
