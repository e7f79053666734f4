import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Chip } from "../../components/chip";
import { Confirm } from "../../components/confirm";
import { t } from "../../texts/texts";
import type { AccountLinkCard, StaffCard } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { complain, notices } from "../notices";
import { mine } from "../signedin";

const TONES = {
  active: "fine",
  invited: "plain",
  recovery: "attention",
  stopped: "stop",
  reset: "attention",
  disabled: "plain",
} as const;

interface MemberProps {
  person: StaffCard;
  onChange: () => void;
  onLink: (made: AccountLinkCard) => void;
}

/** One member of staff: how they stand, and what an administrator can do about it. */
export function Member({ person, onChange, onLink }: MemberProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState("");
  const act = async (asked: () => Promise<StaffCard | AccountLinkCard>, words: string): Promise<void> => {
    setBusy(true);
    try {
      const heard = await asked();
      if ("link" in heard) onLink(heard);
      else notices.say(words);
      onChange();
    } catch (error) {
      complain(error);
    }
    setBusy(false);
    setAsking("");
  };
  return (
    <li class="login" aria-label={person.name}>
      <div class="login-words">
        <span class="row">
          <strong>
            <bdi>{person.name}</bdi>
          </strong>
          <Chip tone={TONES[person.standing]}>{t(`people-is-${person.standing}`)}</Chip>
        </span>
        <span class="quiet small">
          {t(`staff-${person.role}`)} · <span dir="ltr">{person.login_name}</span>
        </span>
        <StandingWords person={person} />
      </div>
      {person.here ? (
        <Chip tone="steer">{t("you")}</Chip>
      ) : (
        <Ways person={person} busy={busy} asking={asking} onAsking={setAsking} onAct={(asked, words) => void act(asked, words)} />
      )}
    </li>
  );
}

/** What the one word means for whoever reads it. */
function StandingWords({ person }: { person: StaffCard }): JSX.Element | null {
  const { standing, reset_by, reset_until_ms } = person;
  if (standing === "active" || standing === "disabled") return null;
  if (standing !== "reset") return <span class="small">{t(`people-why-${standing}`)}</span>;
  const until = reset_until_ms === null ? "" : momentText(reset_until_ms);
  return <span class="small">{t(reset_by === mine().person.id ? "people-why-reset-mine" : "people-why-reset", { until })}</span>;
}

interface WaysProps {
  person: StaffCard;
  busy: boolean;
  /** What was pressed and is asked about. */
  asking: string;
  onAsking: (what: string) => void;
  onAct: (asked: () => Promise<StaffCard | AccountLinkCard>, words: string) => void;
}

function Ways({ person, busy, asking, onAsking, onAct }: WaysProps): JSX.Element {
  const { id, name, standing } = person;
  if (standing === "disabled") {
    return (
      <Button busy={busy} onClick={() => onAct(() => calls.enablePerson(id), t("people-enabled", { name }))}>
        {t("people-enable")}
      </Button>
    );
  }
  const confirm = (what: "disable" | "reset" | "confirm", asked: () => Promise<StaffCard | AccountLinkCard>, words: string): JSX.Element | null =>
    asking === "" || asking === what ? (
      <Confirm
        key={what}
        asking={asking === what}
        onAsking={(on) => onAsking(on ? what : "")}
        ask={t(`people-${what}`)}
        keep={t("people-keep")}
        act={t(`people-${what}-now`, { name })}
        busy={busy}
        looks="plain"
        onAct={() => onAct(asked, words)}
      />
    ) : null;
  const foreign = standing === "reset" && person.reset_by !== mine().person.id;
  return (
    <div class="stack stack-tight people-ways">
      {asking ? <p class="small">{t(`people-${asking}-what`, { name })}</p> : null}
      <div class="row">
        {standing === "invited" && asking === "" ? (
          <Button busy={busy} onClick={() => onAct(() => calls.linkAgain(id), "")}>
            {t("people-link-again")}
          </Button>
        ) : null}
        {["active", "recovery", "stopped"].includes(standing)
          ? confirm("reset", () => calls.askReset(id), t("people-reset-asked", { name }))
          : null}
        {foreign ? confirm("confirm", () => calls.confirmReset(id), "") : null}
        {standing === "reset" && asking === "" ? (
          <Button busy={busy} onClick={() => onAct(() => calls.dropReset(id), t("people-reset-dropped", { name }))}>
            {t("people-reset-drop")}
          </Button>
        ) : null}
        {confirm("disable", () => calls.disablePerson(id), t("people-disabled", { name }))}
      </div>
    </div>
  );
}
