import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Chip } from "../components/chip";
import { Confirm } from "../components/confirm";
import { Loading } from "../components/loading";
import { Panel } from "../components/panel";
import { t } from "../texts/texts";
import type { LoginCard, Logins } from "../wire/messages";
import { calls } from "./calls";
import { OwnFactors } from "./door/ownfactors";
import { momentText } from "./format";
import { notices, wordsOf } from "./notices";
import { usePolled } from "./polled";
import { Page } from "./shell";
import { Trouble } from "./trouble";

const POLL_MS = 10_000;

/** Where one is signed in: each login, ended one by one or all but this one. */
export function LoginsPage(): JSX.Element {
  const { value, failed, refresh } = usePolled(calls.logins, POLL_MS);
  const [busy, setBusy] = useState("");
  const [asking, setAsking] = useState(false);
  const others = value?.logins.filter((login) => !login.here) ?? [];

  const end = async (what: string, act: () => Promise<Logins>): Promise<void> => {
    setBusy(what);
    try {
      await act();
      notices.say(t(what === "all" ? "logins-ended-all" : "logins-ended"));
    } catch (error) {
      notices.say(wordsOf(error), true);
    }
    setBusy("");
    setAsking(false);
    refresh();
  };

  return (
    <Page heading={t("logins-heading")}>
      <p class="prose quiet">{t("logins-why")}</p>
      <Trouble failed={failed} onAgain={refresh} />
      {!value && !failed ? <Loading /> : null}
      {value ? (
        <Panel>
          <ul class="logins" aria-label={t("logins-heading")}>
            {value.logins.map((login) => (
              <Row
                key={login.id}
                login={login}
                busy={busy === login.id}
                onEnd={() => void end(login.id, () => calls.endLogin(login.id))}
              />
            ))}
          </ul>
        </Panel>
      ) : null}
      {value && others.length === 0 ? <p class="quiet">{t("logins-only")}</p> : null}
      {others.length > 1 ? (
        <Confirm
          asking={asking}
          onAsking={setAsking}
          ask={t("logins-end-others")}
          keep={t("logins-keep")}
          act={t("logins-end-others-now", { count: others.length })}
          busy={busy === "all"}
          onAct={() => void end("all", calls.endOtherLogins)}
        />
      ) : null}
      {value || failed ? <OwnFactors /> : null}
    </Page>
  );
}

interface RowProps {
  login: LoginCard;
  busy: boolean;
  onEnd: () => void;
}

function Row({ login, busy, onEnd }: RowProps): JSX.Element {
  const machine = [login.browser, login.system].filter(Boolean).join(" · ") || t("logins-unknown");
  return (
    <li class="login">
      <div class="login-words">
        <strong>{machine}</strong>
        <span class="quiet small">{t("logins-since", { at: momentText(login.since_ms) })}</span>
        {login.here ? null : <span class="quiet small">{t("logins-seen", { at: momentText(login.seen_ms) })}</span>}
      </div>
      {login.here ? (
        <Chip tone="fine">{t("logins-here")}</Chip>
      ) : (
        <Button looks="outline" busy={busy} aria-label={t("logins-end-of", { machine })} onClick={onEnd}>
          {t("logins-end")}
        </Button>
      )}
    </li>
  );
}
