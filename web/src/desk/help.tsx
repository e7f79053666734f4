import type { JSX } from "preact";
import { t } from "../texts/texts";
import { Languages } from "./door/languages";
import { Page } from "./shell";

const KEYS = [
  ["↑ ↓ ← →", "help-step"],
  ["PgUp PgDn", "help-ten"],
  ["Home End", "help-ends"],
  ["1 … 9", "help-presets"],
  ["0", "help-own-window"],
  ["+ −", "help-zoom"],
  ["X", "help-fit"],
  ["R F I", "help-turns"],
  ["Space", "help-cine"],
  ["G /", "help-goto"],
  ["B", "help-pause"],
  ["C", "help-chat"],
] as const;
const HOW = ["bring", "consult", "code", "admit", "consent", "end"] as const;
const LIMITS = ["camera", "server", "device", "browser", "delete"] as const;

/** How a consult goes, the keys of the room, and what this cannot do. */
export function HelpPage(): JSX.Element {
  return (
    <Page heading={t("nav-help")}>
      <section class="panel" aria-labelledby="how">
        <h2 id="how">{t("how-heading")}</h2>
        <ol class="steps steps-read">
          {HOW.map((step) => (
            <li key={step}>
              <strong>{t(`how-${step}`)}</strong>
              <span class="quiet">{t(`how-${step}-more`)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section class="panel" aria-labelledby="keys">
        <h2 id="keys">{t("help")}</h2>
        <p class="quiet">{t("help-focus")}</p>
        <dl class="facts">
          {KEYS.map(([keys, words]) => (
            <div key={words} class="key-row">
              <dt dir="ltr">
                <kbd>{keys}</kbd>
              </dt>
              <dd>{t(words)}</dd>
            </div>
          ))}
        </dl>
        <p class="prose">{t("help-mouse")}</p>
      </section>
      <section class="panel" aria-labelledby="limits">
        <h2 id="limits">{t("limits-heading")}</h2>
        <ul class="prose">
          {LIMITS.map((limit) => (
            <li key={limit}>{t(`limit-${limit}`)}</li>
          ))}
        </ul>
      </section>
      <Languages />
    </Page>
  );
}
