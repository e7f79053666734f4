import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Popover } from "../components/popover";
import { SelectField } from "../components/select";
import { clockTime, errorText, t } from "../texts/texts";
import type { Extend as ExtendSaid, HostPolicy } from "../wire/messages";
import type { LiveRoom } from "./live";

type Why = NonNullable<ExtendSaid["reason"]>;

const USUAL_MINUTES = 5;
const CHOICES = [5, 10, 15];
const NONE: HostPolicy = {
  extensions_max: 0,
  extension_minutes_max: 0,
  extension_sizes: [],
  extension_words: "",
  bases_barred: [],
  withheld: {},
};
const WHYS: readonly Why[] = ["questions", "findings", "late_start", "technical", "other"];

/** What may be added at a time: the sizes the policy names, else the usual ones it leaves room for. */
export function sizesOf(policy: HostPolicy): number[] {
  if (policy.extension_sizes.length > 0) return policy.extension_sizes;
  const room = CHOICES.filter((minutes) => minutes <= policy.extension_minutes_max);
  return room.length > 0 ? room : [policy.extension_minutes_max];
}

/** The policy's own numbers and words. */
function policyWords(policy: HostPolicy): string {
  const sizes = policy.extension_sizes.map(String);
  const last = sizes.pop() ?? "";
  const named = sizes.length > 0 ? t("policy-one-of", { first: sizes.join(", "), last }) : last;
  const each = named || t("policy-any-size", { most: policy.extension_minutes_max });
  const numbers = t("policy-extensions", { times: policy.extensions_max, sizes: each });
  return [numbers, policy.extension_words].filter(Boolean).join(" ");
}

/** +5 at once; longer, and why, from the small box beside it. What the policy does not allow is said in its own words. */
export function Extend({ room }: { room: LiveRoom }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState<Why>("");
  const [refused, setRefused] = useState("");
  const state = room.facts.state.value;
  if (!state?.until_ms || !["live", "paused", "closing"].includes(state.phase)) return null;
  const none = state.extensions_left <= 0;
  const policy = room.facts.welcome.value?.policy ?? NONE;
  const sizes = sizesOf(policy);
  const usual = sizes.includes(USUAL_MINUTES) ? USUAL_MINUTES : (sizes[0] ?? USUAL_MINUTES);
  const show = (on: boolean): void => {
    setRefused("");
    setOpen(on);
  };
  const extend = async (minutes: number): Promise<void> => {
    setRefused("");
    const answer = await room.ask("room:extend", { minutes, reason: why });
    if (answer.ok) {
      setOpen(false);
      setWhy("");
      return;
    }
    const ends = Number(answer.consent_until_ms ?? 0);
    if (answer.code === "cap" && ends > 0) {
      setRefused(t("consent-ends-first", { time: clockTime(ends) }));
      setOpen(true);
      return;
    }
    const left = Number(answer.minutes_left ?? 0);
    const words = answer.code === "cap" ? `${t("extend-refused", { minutes: left })} ${policyWords(policy)}` : "";
    if (words && open) setRefused(words);
    else room.notices.say(words || errorText(answer.code), true);
  };
  return (
    <span class="row extend">
      <Button disabled={none} title={none ? policyWords(policy) : undefined} onClick={() => void extend(usual)}>
        {t("extend-by", { minutes: usual })}
      </Button>
      <Popover
        label={t("extend")}
        open={open}
        onClose={() => show(false)}
        anchor={
          <Button looks="quiet" icon opens="dialog" disabled={none} aria-label={t("extend-more")} aria-expanded={open} onClick={() => show(!open)}>
            ▾
          </Button>
        }
      >
        <SelectField
          label={t("extend-why")}
          value={why}
          options={(["", ...WHYS] as const).map((one) => ({ value: one, text: t(`extend-why-${(one || "none").replaceAll("_", "-")}`) }))}
          onChoose={setWhy}
        />
        <span class="row">
          {sizes.map((minutes) => (
            <Button key={minutes} onClick={() => void extend(minutes)}>
              {t("extend-by", { minutes })}
            </Button>
          ))}
        </span>
        {refused ? (
          <p class="small tone-attention" role="alert">
            {refused}
          </p>
        ) : null}
        <p class="small quiet">{t("extensions-left", { count: state.extensions_left })}</p>
        <p class="small quiet" dir="auto">
          {policyWords(policy)}
        </p>
        <UntilConsent room={room} quiet={refused !== ""} onAsked={() => show(false)} />
      </Popover>
    </span>
  );
}

/** Where the consent ends before all time that could be added: until when, and the way to more of it. */
function UntilConsent({ room, quiet, onAsked }: { room: LiveRoom; quiet: boolean; onAsked: () => void }): JSX.Element | null {
  const state = room.facts.state.value;
  const until = state?.consent_until_ms;
  const patient = room.facts.patient.value;
  if (!until) return null;
  const canAsk = state.more_time && patient?.presence === "admitted";
  const ask = async (): Promise<void> => {
    if (!patient) return;
    const heard = await room.command("consent:ask", { participant: patient.id });
    if (!heard.ok) return;
    room.notices.say(t("consent-asked-more"));
    onAsked();
  };
  return (
    <div class="stack stack-tight">
      {quiet ? null : <p class="small quiet">{t("consent-ends", { time: clockTime(until) })}</p>}
      {canAsk ? <Button onClick={() => void ask()}>{t("consent-ask-more")}</Button> : null}
    </div>
  );
}
