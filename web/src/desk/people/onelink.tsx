import type { JSX } from "preact";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { AccountLinkCard } from "../../wire/messages";
import { momentText } from "../format";
import { notices } from "../notices";

/** A one-time link, shown this once: whoever is to have it gets it from here, or another one is made. */
export function OneLink({ made, onDone }: { made: AccountLinkCard; onDone: () => void }): JSX.Element {
  const { name } = made.person;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(made.link);
      notices.say(t("link-copied", { name }));
    } catch {
      notices.say(t("link-not-copied"), true);
    }
  };
  return (
    <Panel tone="steer" class="stack" heading={t("people-link", { name })} live>
      <p class="print-only">{t("print-no-way-in", { name })}</p>
      <p>{t("people-link-how", { name, until: momentText(made.not_after_ms) })}</p>
      <code class="link-text no-print">{made.link}</code>
      <div class="row">
        <Button looks="primary" onClick={() => void copy()}>
          {t("copy-link")}
        </Button>
        <Button onClick={onDone}>{t("people-link-done")}</Button>
      </div>
    </Panel>
  );
}
