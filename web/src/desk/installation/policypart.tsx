import type { JSX } from "preact";
import { Panel } from "../../components/panel";
import { inRow, t } from "../../texts/texts";
import type { KeptCard, SessionTypeCard } from "../../wire/messages";
import { kindWords } from "../consults/kindchoice";

/** How long what is kept: the same numbers by which things are removed. */
export function KeptPart({ kept }: { kept: KeptCard }): JSX.Element {
  return (
    <Panel heading={t("kept-for-heading")}>
      <dl class="facts">
        <dt>{t("kept-for-studies")}</dt>
        <dd>{kept.studies_days === 0 ? t("kept-for-owner") : studiesWords(kept)}</dd>
        <dt>{t("kept-for-chats")}</dt>
        <dd>{kept.chats_days === 0 ? t("kept-for-record") : t("kept-for-days", { count: kept.chats_days })}</dd>
        <dt>{t("kept-for-notes")}</dt>
        <dd>{kept.notes_days === 0 ? t("kept-for-record") : t("kept-for-days", { count: kept.notes_days })}</dd>
        <dt>{t("kept-for-records")}</dt>
        <dd>{kept.record_years === 0 ? t("kept-for-ever") : t("kept-for-years", { count: kept.record_years })}</dd>
      </dl>
      <p class="quiet small">{t("kept-for-pictures")}</p>
    </Panel>
  );
}

function studiesWords({ studies_days: days, studies_days_most: most }: KeptCard): string {
  return [t("kept-for-days", { count: days }), most > days ? t("kept-for-most", { count: most }) : ""].filter(Boolean).join(" ");
}

/** What a consult may be, kind by kind; it is changed in a file, by whoever runs the machine. */
export function PolicyPart({ types, digest }: { types: readonly SessionTypeCard[]; digest: string }): JSX.Element {
  return (
    <Panel heading={t("rule-heading")}>
      <div class="rule-kinds">
        {types.map((type) => (
          <section key={type.kind} aria-label={kindWords(type.kind)} class="stack stack-tight">
            <h3>{kindWords(type.kind)}</h3>
            <dl class="facts">
              <dt>{t("rule-who")}</dt>
              <dd>{inRow(type.roles.map((role) => whoWords(role, type)))}</dd>
              <dt>{t("rule-minutes")}</dt>
              <dd>{t("rule-minutes-are", { minutes: type.minutes, most: type.minutes_max })}</dd>
              <dt>{t("rule-more-time")}</dt>
              <dd>{moreTimeWords(type)}</dd>
              <dt>{t("rule-grounds")}</dt>
              <dd>
                <ul>
                  {type.bases.map((basis) => (
                    <li key={basis}>{t(`basis-of-${basis.replaceAll("_", "-")}`)}</li>
                  ))}
                </ul>
              </dd>
              <dt>{t("rule-links")}</dt>
              <dd>{t("rule-links-are", { count: type.link_uses })}</dd>
              <dt>{t("rule-doors")}</dt>
              <dd>{t("rule-doors-are", { count: type.doors_min })}</dd>
            </dl>
          </section>
        ))}
      </div>
      <p class="quiet small">{t("rule-change")}</p>
      <dl class="facts">
        <dt>{t("rule-digest")}</dt>
        <dd>
          <bdi class="fingerprint" dir="ltr">
            {digest}
          </bdi>
        </dd>
      </dl>
    </Panel>
  );
}

function whoWords(role: string, type: SessionTypeCard): string {
  return type.required.includes(role) ? t("rule-required", { role: t(`role-${role}`) }) : t(`role-${role}`);
}

function moreTimeWords(type: SessionTypeCard): string {
  if (type.extensions_max === 0) return t("rule-no-more-time");
  if (type.extension_sizes.length === 0) return t("rule-more-time-up-to", { times: type.extensions_max, most: type.extension_minutes_max });
  return t("rule-more-time-sizes", { times: type.extensions_max, sizes: type.extension_sizes.join(" · ") });
}
