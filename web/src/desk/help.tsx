import type { JSX } from "preact";
import { KeyList } from "../components/keylist";
import { Panel } from "../components/panel";
import { t } from "../texts/texts";
import { Languages } from "./door/languages";
import { Page } from "./shell";

const HOW = ["bring", "consult", "code", "admit", "consent", "end"] as const;
const LIMITS = ["camera", "server", "device", "browser", "memory", "delete"] as const;

/** How a consult goes, the keys of the room, and what this cannot do. */
export function HelpPage(): JSX.Element {
  return (
    <Page heading={t("nav-help")}>
      <Panel heading={t("how-heading")}>
        <ol class="steps steps-read">
          {HOW.map((step) => (
            <li key={step}>
              <strong>{t(`how-${step}`)}</strong>
              <span class="quiet">{t(`how-${step}-more`)}</span>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel heading={t("help")}>
        <p class="quiet">{t("help-focus")}</p>
        <KeyList />
        <p class="prose">{t("help-mouse")}</p>
      </Panel>
      <Panel heading={t("limits-heading")}>
        <ul class="prose">
          {LIMITS.map((limit) => (
            <li key={limit}>{t(`limit-${limit}`)}</li>
          ))}
        </ul>
      </Panel>
      <Languages />
    </Page>
  );
}
