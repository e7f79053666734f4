import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { GoesOn } from "../../components/goeson";
import { Loading } from "../../components/loading";
import { Panel } from "../../components/panel";
import { Searching } from "../../components/searching";
import { t } from "../../texts/texts";
import type { AccountLinkCard, StaffCard } from "../../wire/messages";
import { calls } from "../calls";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { AddPerson, isAddingPerson } from "./addperson";
import { EndAll } from "./endall";
import { Member } from "./member";
import { OneLink } from "./onelink";
import { Trouble } from "../trouble";

const POLL_MS = 10_000;
const AT_ONCE = 20;

/** Whether every word is part of what somebody is known by here. */
function isNamed({ name, login_name, role, standing }: StaffCard, words: string): boolean {
  const known = [name, login_name, t(`staff-${role}`), t(`people-is-${standing}`)].join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => known.includes(word));
}

/** Whether nobody else could reset this administrator's sign-in. */
function alone(people: readonly StaffCard[]): boolean {
  return people.filter((one) => one.role === "administrator" && one.standing !== "disabled").length === 1;
}

/** What administrators see: who signs in how, and the installation as a whole; never a picture, a title or a patient. */
export function PeoplePage(): JSX.Element {
  const { value, failed, refresh } = usePolled(calls.people, POLL_MS);
  const [adding, setAdding] = useState(isAddingPerson);
  const [made, setMade] = useState<AccountLinkCard>();
  const [words, setWords] = useState("");
  const [showing, setShowing] = useState(AT_ONCE);
  const people = value?.people ?? [];
  const found = people.filter((person) => isNamed(person, words));
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
      <Trouble failed={failed} onAgain={refresh} />
      {adding ? <AddPerson onAdded={shown} onClose={() => setAdding(false)} /> : null}
      {made ? <OneLink key={made.link} made={made} onDone={() => setMade(undefined)} /> : null}
      {!value && !failed ? <Loading /> : null}
      {value && alone(value.people) && !adding ? <Banner tone="attention">{t("people-alone")}</Banner> : null}
      {people.length > AT_ONCE ? (
        <Searching
          label={t("people-search")}
          hint={t("people-search-hint")}
          words={words}
          onWords={setWords}
          found={t("people-found", { count: found.length })}
        />
      ) : null}
      {value ? (
        <Panel>
          <ul class="logins" aria-label={t("people-heading")}>
            {found.slice(0, showing).map((person) => (
              <Member key={person.id} person={person} onChange={refresh} onLink={shown} />
            ))}
          </ul>
        </Panel>
      ) : null}
      {found.length > showing ? (
        <GoesOn words={t("show-more", { count: found.length - showing })} onMore={() => setShowing(showing + AT_ONCE)} />
      ) : null}
      {value || failed ? <EndAll /> : null}
    </Page>
  );
}
