import type { JSX } from "preact";
import { TextField } from "../../components/field";
import { Banner } from "../../components/chip";
import { SelectField } from "../../components/select";
import { LANGUAGES, LANGUAGE_NAMES, clockTime, t } from "../../texts/texts";
import type { SessionTypeCard } from "../../wire/messages";
import { momentText, sameDay } from "../format";
import { serverNow } from "../signedin";
import {
  AFTER_MIN,
  type Channel,
  type CodeWay,
  type DraftWays,
  type LinkWay,
  codeWays,
  isSent,
  linkWays,
  waysAsked,
  withCode,
  withLink,
} from "./ways";

interface WaysChoiceProps {
  /** Whose. */
  name: string;
  guest: number;
  ways: DraftWays;
  type: SessionTypeCard;
  channels: readonly Channel[];
  startMs: number;
  /** Whether it can be chosen from when and until when the link works; a reading's is good as long as the reading. */
  timed?: boolean;
  wrong: (field: string) => string | undefined;
  onChange: (ways: DraftWays) => void;
}

/** How one guest gets in: folded away it says so in a line, for what is preset is right for most. */
export function WaysChoice(props: WaysChoiceProps): JSX.Element {
  const { name, guest, ways, channels, type, startMs, timed = true, wrong, onChange } = props;
  return (
    <details class="ways" open={isSent(ways) || undefined}>
      <summary>
        <span class="unseen">{t("ways-of", { name })} </span>
        {inWords(ways, type, startMs)}
      </summary>
      <div class="ways-fields">
        <SelectField
          label={t("ways-link")}
          value={ways.linkBy}
          options={linkWays(channels).map((way) => ({ value: way, text: t(`ways-link-${way}`) }))}
          onChoose={(way) => onChange(withLink(ways, way, channels))}
        />
        <Address
          way={ways.linkBy}
          field={`link-to-${guest}`}
          wrong={wrong}
          value={ways.linkTo}
          onText={(linkTo) => onChange({ ...ways, linkTo })}
        />
        <SelectField
          label={t("ways-code")}
          value={ways.codeBy}
          options={codeWays(channels, ways.linkBy).map((way) => ({ value: way, text: t(`ways-code-${way}`) }))}
          onChoose={(way) => onChange(withCode(ways, way))}
        />
        <Address
          way={ways.codeBy}
          field={`code-to-${guest}`}
          wrong={wrong}
          value={ways.codeTo}
          onText={(codeTo) => onChange({ ...ways, codeTo })}
        />
        {isSent(ways) ? (
          <SelectField
            label={t("ways-language")}
            value={ways.language}
            options={LANGUAGES.map((one) => ({ value: one, text: LANGUAGE_NAMES[one] }))}
            onChoose={(one) => onChange({ ...ways, language: one })}
          />
        ) : null}
        <SelectField
          label={t("ways-uses")}
          value={String(ways.uses ?? type.link_uses)}
          options={Array.from({ length: type.link_uses }, (_, at) => ({ value: String(at + 1), text: t("ways-devices", { count: at + 1 }) }))}
          onChoose={(count) => onChange({ ...ways, uses: Number(count) })}
        />
        {timed ? (
          <>
            <SelectField
              label={t("ways-from")}
              value={ways.fromDoors ? "doors" : "now"}
              options={[
                { value: "now", text: t("ways-from-now") },
                { value: "doors", text: t("ways-from-doors", { minutes: type.doors_min }) },
              ]}
              onChoose={(from) => onChange({ ...ways, fromDoors: from === "doors" })}
            />
            <SelectField
              label={t("ways-until")}
              value={String(ways.after ?? "")}
              options={[
                { value: "", text: t("ways-until-over") },
                ...AFTER_MIN.map((minutes) => ({ value: String(minutes), text: t("ways-until-after", { minutes }) })),
              ]}
              onChoose={(minutes) => onChange({ ...ways, after: minutes === "" ? null : Number(minutes) })}
            />
          </>
        ) : null}
      </div>
      {ways.linkBy === "text" || ways.codeBy === "text" ? <p class="quiet small">{t("ways-text-risk")}</p> : null}
      {ways.codeBy === "mail" ? <Banner tone="attention">{t("ways-code-mail-weak")}</Banner> : null}
    </details>
  );
}

interface AddressProps {
  way: LinkWay | CodeWay;
  field: string;
  wrong: (field: string) => string | undefined;
  value: string;
  onText: (text: string) => void;
}

/** Where it goes: one address, and nothing for what goes from hand to hand. */
function Address({ way, field, wrong, value, onText }: AddressProps): JSX.Element | null {
  if (way === "hand" || way === "read") return null;
  return (
    <div data-field={field}>
      <TextField
        label={t(`ways-to-${way}`)}
        hint={t(`ways-to-${way}-hint`)}
        error={wrong(field)}
        type={way === "mail" ? "email" : "tel"}
        autocomplete="off"
        spellcheck={false}
        maxLength={254}
        dir="ltr"
        value={value}
        onText={onText}
      />
    </div>
  );
}

/** All of it in a line, with times of the reader's own zone. */
function inWords(ways: DraftWays, type: SessionTypeCard, startMs: number): string {
  const asked = waysAsked(ways, type, startMs);
  const parts = [
    t(`ways-line-link-${ways.linkBy}`),
    t(`ways-line-code-${ways.codeBy}`),
    windowWords(asked.not_before_ms ?? 0, asked.not_after_ms ?? 0, ways.uses ?? type.link_uses),
  ];
  return parts.join(" · ");
}

/** "works from 13:50 to 15:10, on up to 2 devices", in the reader's zone; 0 for at once, and for until it is over. */
export function windowWords(fromMs: number, untilMs: number, count: number): string {
  const now = serverNow();
  const say = (ms: number): string => (sameDay(ms, now) ? clockTime(ms) : momentText(ms));
  const starts = fromMs > now;
  const kind = starts ? (untilMs ? "from-to" : "from") : untilMs ? "to" : "open";
  return t(`ways-window-${kind}`, { from: say(fromMs), until: say(untilMs), count });
}
