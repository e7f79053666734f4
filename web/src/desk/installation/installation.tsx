import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner, Chip, type Tone } from "../../components/chip";
import { Panel } from "../../components/panel";
import { hasText, t } from "../../texts/texts";
import type { Failed } from "../../wire/http";
import type { Installation, RecordLooked } from "../../wire/messages";
import { calls } from "../calls";
import { exactText } from "../format";
import { asFailed } from "../notices";
import { usePolled } from "../polled";
import { Page } from "../shell";
import { mine } from "../signedin";
import { Trouble } from "../trouble";
import { Answering } from "../unanswered";
import { KeptPart, PolicyPart } from "./policypart";

const POLL_MS = 10_000;

/** What administrators and auditors look after: health, the record as a whole, what is kept, what a consult may be. */
export function InstallationPage(): JSX.Element {
  const { value, failed, refresh } = usePolled(calls.installation, POLL_MS);
  return (
    <Page heading={t("nav-installation")}>
      <p class="quiet">{t("installation-what")}</p>
      {value ? (
        <>
          <Trouble failed={failed} onAgain={refresh} />
          <Health told={value} />
          <WholeRecord entries={value.entries} />
          <KeptPart kept={value.kept} />
          <PolicyPart types={mine().policy.types} digest={value.policy} />
        </>
      ) : (
        <Answering failed={failed} onAgain={refresh} />
      )}
    </Page>
  );
}

/** How one thing is: nothing to do, worth a look, or keeping people out. */
function toneOf(told: string): Tone {
  if (told === "ok") return "fine";
  return told.startsWith("warning") ? "attention" : "stop";
}

function Health({ told }: { told: Installation }): JSX.Element {
  const checks = Object.entries(told.checks);
  const worth = checks.filter(([, word]) => word !== "ok");
  const whole = !told.ok ? "stop" : worth.length > 0 ? "attention" : "fine";
  return (
    <Panel
      heading={t("health-heading")}
      onward={<Chip tone={whole}>{t(`health-${whole}`, { count: worth.length })}</Chip>}
    >
      <dl class="facts">
        {checks.map(([name, word]) => (
          <HealthLine key={name} name={name} word={word} />
        ))}
        <dt>{t("health-version")}</dt>
        <dd>
          <bdi dir="ltr">{told.version}</bdi>
        </dd>
      </dl>
      <p class="quiet small">{t("health-when", { time: exactText(told.server_ms) })}</p>
    </Panel>
  );
}

function HealthLine({ name, word }: { name: string; word: string }): JSX.Element {
  const label = `health-is-${name}`;
  const codes = word.replace(/^warning: ?/, "").split(",");
  return (
    <>
      <dt>{hasText(label) ? t(label) : name}</dt>
      <dd>
        {word === "ok" ? (
          t("health-ok")
        ) : (
          <div class={`tone-${toneOf(word)}`}>
            {codes.map((code) => (
              <div key={code}>{codeWords(code)}</div>
            ))}
          </div>
        )}
      </dd>
    </>
  );
}

/** A code of ours in words; one that a newer server has stands as it is. */
function codeWords(code: string): string {
  const id = `health-code-${code.replaceAll("_", "-")}`;
  return hasText(id) ? t(id) : code;
}

/** Every entry of the record, looked at when asked for: that takes a while, and is an entry itself. */
function WholeRecord({ entries }: { entries: number }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [looked, setLooked] = useState<RecordLooked>();
  const [failed, setFailed] = useState<Failed>();
  const look = async (): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      setLooked(await calls.lookAtRecord());
    } catch (error) {
      setFailed(asFailed(error));
    }
    setBusy(false);
  };
  return (
    <Panel heading={t("whole-heading")}>
      <p>{t("whole-entries", { count: entries })}</p>
      <p class="quiet">{t("whole-what")}</p>
      <div class="row">
        <Button looks="outline" busy={busy} onClick={() => void look()}>
          {t(busy ? "whole-looking" : "whole-look")}
        </Button>
      </div>
      <Trouble failed={failed} onAgain={() => void look()} />
      {looked && !failed ? <Found looked={looked} /> : null}
    </Panel>
  );
}

function Found({ looked }: { looked: RecordLooked }): JSX.Element {
  const agrees = looked.witness === "ok" || looked.witness === "none";
  const whole = looked.damaged_count === 0 && looked.tree_same && agrees;
  const more = looked.damaged_count - looked.damaged.length;
  return (
    <>
      <Banner tone={whole ? "fine" : "stop"} urgent={!whole}>
        {t(whole ? "whole-fine" : "whole-broken", { count: looked.entries })}
      </Banner>
      <dl class="facts">
        <dt>{t("whole-when")}</dt>
        <dd>{exactText(looked.at_ms)}</dd>
        <dt>{t("whole-changed")}</dt>
        <dd>
          {looked.damaged_count === 0 ? t("whole-none") : looked.damaged.join(" · ")}
          {more > 0 ? ` ${t("whole-more", { count: more })}` : ""}
        </dd>
        <dt>{t("whole-tree")}</dt>
        <dd>{t(looked.tree_same ? "whole-tree-same" : "whole-tree-other")}</dd>
        <dt>{t("whole-witness")}</dt>
        <dd>{witnessWords(looked.witness)}</dd>
        <dt>{t("whole-erased")}</dt>
        <dd>{t("whole-number", { count: looked.erased })}</dd>
        <dt>{t("whole-root")}</dt>
        <dd>
          <bdi class="fingerprint" dir="ltr">
            {looked.root}
          </bdi>
        </dd>
      </dl>
      {whole ? null : <p>{t("whole-do")}</p>}
    </>
  );
}

function witnessWords(code: string): string {
  const id = `whole-witness-${code.replaceAll("_", "-")}`;
  return hasText(id) ? t(id) : code;
}
