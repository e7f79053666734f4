import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { AskedOpinion } from "../../wire/messages";
import { momentText } from "../format";
import { Link } from "../place";
import { stepsOf } from "./standing";

/** What happened to a request, in order, each with its time; who looked at which picture is in the record. */
export function Steps({ opinion }: { opinion: AskedOpinion }): JSX.Element {
  return (
    <Panel heading={t("opinion-steps")}>
      <dl class="facts">
        {stepsOf(opinion).map(({ what, atMs }) => [
          <dt key={what}>{t(`opinion-step-${what}`)}</dt>,
          <dd key={`${what} at`}>{momentText(atMs)}</dd>,
        ])}
      </dl>
      <div>
        <Link to={{ page: "record", consult: opinion.id }}>{t("opinion-record")}</Link>
      </div>
    </Panel>
  );
}
