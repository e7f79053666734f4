import type { JSX } from "preact";
import { KeyList } from "../components/keylist";
import { Panel } from "../components/panel";
import { t } from "../texts/texts";
import { Languages } from "./door/languages";
import { Page } from "./shell";
import { mine } from "./signedin";

const LOOKED_AFTER = ["people", "clinic", "policy", "check", "key", "ending"] as const;
const HOW = ["bring", "consult", "code", "admit", "consent", "end"] as const;
const LIMITS = ["camera", "server", "device", "browser", "memory", "delete"] as const;

/** How a consult goes, the keys of the room, and what this cannot do. */
export function HelpPage(): JSX.Element {
  const { role } = mine().person;
  // who sees no picture needs no keys to move it
  const sees = role === "provider" || role === "specialist";
  return (
    <Page heading={t("nav-help")}>
      {role === "administrator" ? (
        <Panel heading={t("kept-heading")}>
          <ol class="steps steps-read">
            {LOOKED_AFTER.map((step) => (
              <li key={step}>
                <strong>{t(`kept-${step}`)}</strong>
                <span class="quiet">{t(`kept-${step}-more`)}</span>
              </li>
            ))}
          </ol>
        </Panel>
      ) : null}
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
      {sees ? (
        <Panel heading={t("help")}>
          <p class="quiet">{t("help-focus")}</p>
          <KeyList />
          <p class="prose">{t("help-mouse")}</p>
        </Panel>
      ) : null}
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
