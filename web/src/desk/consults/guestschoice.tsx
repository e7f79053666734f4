import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../components/button";
import { TextField } from "../../components/field";
import { t } from "../../texts/texts";
import { type DraftGuest, GUESTS_MAX, hasPatient, withGuest } from "./draft";
import type { FormPart } from "./parts";

/** Who is invited: one patient at most, specialists as needed, each with the name others will read. */
export function GuestsChoice({ draft, change, wrong }: FormPart): JSX.Element {
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
  return (
    <section class="panel" ref={section} aria-labelledby="guests-heading">
      <h2 id="guests-heading">{t("who-comes")}</h2>
      {error ? <span class="field-error">{error}</span> : null}
      {draft.guests.map((guest) => (
        <Guest key={guest.key} guest={guest} error={wrong(`guest-${guest.key}`)} onName={rename} onRemove={remove} />
      ))}
      <div class="row" data-field="guests">
        <Button
          disabled={full || hasPatient(draft)}
          onClick={() => change({ guests: withGuest(draft, "patient").guests })}
        >
          {t("add-patient")}
        </Button>
        <Button disabled={full} onClick={() => change({ guests: withGuest(draft, "specialist").guests })}>
          {t("add-specialist")}
        </Button>
        {full ? <span class="quiet small">{t("guests-full", { most: GUESTS_MAX })}</span> : null}
      </div>
    </section>
  );
}

interface GuestProps {
  guest: DraftGuest;
  error: string | undefined;
  onName: (key: number, name: string) => void;
  onRemove: (key: number) => void;
}

function Guest({ guest, error, onName, onRemove }: GuestProps): JSX.Element {
  return (
    <div class="guest-line" data-field={`guest-${guest.key}`}>
      <TextField
        label={t(`guest-label-${guest.role}`)}
        hint={t(`guest-hint-${guest.role}`)}
        error={error}
        value={guest.name}
        autocomplete="off"
        maxLength={80}
        dir="auto"
        onText={(name) => onName(guest.key, name)}
      />
      <Button
        looks="quiet"
        icon
        aria-label={t("guest-remove", { name: guest.name || t(`role-${guest.role}`) })}
        onClick={() => onRemove(guest.key)}
      >
        ✕
      </Button>
    </div>
  );
}
