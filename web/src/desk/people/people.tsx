import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Loading } from "../../components/loading";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { AccountLinkCard } from "../../wire/messages";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { AddPerson } from "./addperson";
import { EndAll } from "./endall";
import { Member } from "./member";
import { OneLink } from "./onelink";

const POLL_MS = 10_000;

/** What administrators see: who signs in how, and the installation as a whole; never a picture, a title or a patient. */
export function PeoplePage(): JSX.Element {
  const { value, failed, refresh } = usePolled(calls.people, POLL_MS);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<AccountLinkCard>();
  const shown = (link: AccountLinkCard): void => {
    setAdding(false);
    setMade(link);
    refresh();
  };
  const onward = (
    <Button looks="primary" class="button-large" disabled={adding} onClick={() => setAdding(true)}>
      {t("people-add")}
    </Button>
  );
  return (
    <Page heading={t("people-heading")} onward={onward}>
      {failed && failed.status !== 401 ? <Banner tone="attention">{wordsOf(failed)}</Banner> : null}
      {adding ? <AddPerson onAdded={shown} onClose={() => setAdding(false)} /> : null}
      {made ? <OneLink key={made.link} made={made} onDone={() => setMade(undefined)} /> : null}
      {!value && !failed ? <Loading /> : null}
      {value ? (
        <Panel>
          <ul class="logins" aria-label={t("people-heading")}>
            {value.people.map((person) => (
              <Member key={person.id} person={person} onChange={refresh} onLink={shown} />
            ))}
          </ul>
        </Panel>
      ) : null}
      {value || failed ? <EndAll /> : null}
    </Page>
  );
}
