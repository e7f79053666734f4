import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../components/button";
import { TextField } from "../../components/field";
import { IconButton } from "../../components/iconbutton";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import { mine } from "../signedin";
import { type ComesAs, type DraftGuest, GUESTS_MAX, type GuestRole, hasPatient, isNeeded, rolesOf, startOf, waysOf, withGuest } from "./draft";
import type { FormPart } from "./parts";
import type { DraftWays } from "./ways";
import { WaysChoice } from "./wayschoice";

/** Whom a form adds, in this order, where its type takes the role. */
const ADDED: readonly { words: string; role: GuestRole; comesAs?: ComesAs }[] = [
  { words: "add-patient", role: "patient" },
  { words: "add-specialist", role: "specialist" },
  { words: "add-interpreter", role: "observer", comesAs: "interpreter" },
  { words: "add-relative", role: "observer", comesAs: "relative" },
];

/** Who is invited: one patient at most, specialists, interpreters and relatives as needed, each with the name others will read. */
export function GuestsChoice({ draft, type, change, wrong }: FormPart): JSX.Element {
  const section = useRef<HTMLElement>(null);
  const before = useRef(draft.guests.length);
  useEffect(() => {
    if (draft.guests.length > before.current) {
      const fields = section.current?.querySelectorAll<HTMLInputElement>("input");
      fields?.[fields.length - 1]?.focus();
    }
    before.current = draft.guests.length;
  }, [draft.guests.length]);
  const full = draft.guests.length >= GUESTS_MAX;
  const rename = (key: number, name: string): void =>
    change({ guests: draft.guests.map((guest) => (guest.key === key ? { ...guest, name } : guest)) });
  const remove = (key: number): void => change({ guests: draft.guests.filter((guest) => guest.key !== key) });
  const error = wrong("guests");
  const fixed = type.fixed.includes("guests");
  const roles = fixed ? [] : rolesOf(type);
  return (
    <Panel heading={t("who-comes")} place={section}>
      {error ? <span class="field-error">{error}</span> : null}
      {draft.guests.map((guest) => (
        <Guest
          key={guest.key}
          guest={guest}
          part={{ draft, type, change, wrong }}
          onName={rename}
          onRemove={fixed || isNeeded(draft, type, guest) ? null : remove}
        />
      ))}
      <div class="row" data-field="guests">
        {ADDED.filter(({ role }) => roles.includes(role)).map(({ words, role, comesAs }) => (
          <Button
            key={words}
            disabled={full || (role === "patient" && hasPatient(draft))}
            onClick={() => change({ guests: withGuest(draft, role, comesAs).guests })}
          >
            {t(words)}
          </Button>
        ))}
        {fixed ? <span class="quiet small">{t("policy-fixed-guests")}</span> : null}
        {full ? <span class="quiet small">{t("guests-full", { most: GUESTS_MAX })}</span> : null}
      </div>
    </Panel>
  );
}

interface GuestProps {
  guest: DraftGuest;
  part: FormPart;
  onName: (key: number, name: string) => void;
  /** Null: the policy needs them. */
  onRemove: ((key: number) => void) | null;
}

function Guest({ guest, part, onName, onRemove }: GuestProps): JSX.Element {
  const { draft, type, change, wrong } = part;
  const onWays = (ways: DraftWays): void =>
    change({ guests: draft.guests.map((one) => (one.key === guest.key ? { ...one, ways } : one)) });
  return (
    <div class="guest-line" data-field={`guest-${guest.key}`}>
      <TextField
        label={t(`guest-label-${(guest.comesAs ?? "") || guest.role}`)}
        hint={t(`guest-hint-${guest.role}`)}
        error={wrong(`guest-${guest.key}`)}
        value={guest.name}
        autocomplete="off"
        maxLength={80}
        dir="auto"
        onText={(name) => onName(guest.key, name)}
      />
      {onRemove ? (
        <IconButton label={t("guest-remove", { name: guest.name || t(`role-${guest.role}`) })} onClick={() => onRemove(guest.key)}>
          ✕
        </IconButton>
      ) : null}
      <WaysChoice
        name={guest.name || t(`role-${guest.role}`)}
        guest={guest.key}
        ways={waysOf(guest)}
        type={type}
        channels={mine().channels}
        startMs={startOf(draft).ms}
        wrong={wrong}
        onChange={onWays}
      />
    </div>
  );
}
