import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { TextField } from "../components/field";
import { SelectField } from "../components/select";
import { StepHeading } from "../components/stepheading";
import { errorText, habits, language, t } from "../texts/texts";
import { Failed, post } from "../wire/http";
import type { Entered } from "../wire/messages";
import { ClinicPhone } from "./phone";

type Part = "day" | "month" | "year";
type Said = Record<Part, string>;

const MONTHS = 12;

interface BirthDateProps {
  me: Entered;
  onSaid: (entered: Entered) => void;
}

/** Whether the message reached the right person: three fields in the reader's own order, and no hint about what was wrong. */
export function BirthDate({ me, onSaid }: BirthDateProps): JSX.Element {
  const [said, setSaid] = useState<Said>({ day: "", month: "", year: "" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const send = async (body: Said): Promise<void> => {
    setBusy(true);
    try {
      onSaid(await post<Entered>("/api/join/birth-date", body));
    } catch (failed) {
      setError(failed instanceof Failed ? errorText(failed.code, failed.facts) : errorText("unknown"));
      setBusy(false);
    }
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (Object.values(said).some((part) => part.trim() === "")) setError(t("birth-missing"));
    else void send(said);
  };
  const change = (part: Part, text: string): void => {
    setSaid((before) => ({ ...before, [part]: text }));
    setError("");
  };
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{me.clinic.name}</p>
      <StepHeading>{t("birth-heading")}</StepHeading>
      <p>{t("birth-intro", { clinic: me.clinic.name })}</p>
      <form class="stack birth-form" noValidate onSubmit={submit}>
        <fieldset class="birth-parts">
          <legend class="unseen">{t("birth-heading")}</legend>
          {order().map((part) =>
            part === "month" ? (
              <Month key={part} value={said.month} onChoose={(month) => change("month", month)} />
            ) : (
              <TextField
                key={part}
                label={t(`birth-${part}`)}
                value={said[part]}
                class={`birth-${part}`}
                inputMode="numeric"
                autocomplete="off"
                maxLength={part === "year" ? 8 : 4}
                onText={(text) => change(part, text)}
              />
            ),
          )}
        </fieldset>
        <p class="quiet small">{t("birth-for-another")}</p>
        {error ? (
          <p class="field-error" role="alert">
            {error}
          </p>
        ) : null}
        <Button looks="primary" wide type="submit" busy={busy}>
          {t(busy ? "birth-checking" : "birth-submit")}
        </Button>
        <Button looks="quiet" wide busy={busy} onClick={() => void send({ day: "", month: "", year: "" })}>
          {t("birth-cannot")}
        </Button>
      </form>
      <ClinicPhone phone={me.clinic.phone} />
    </main>
  );
}

/** By its name: 03/04 means two days to two readers. */
function Month({ value, onChoose }: { value: string; onChoose: (month: string) => void }): JSX.Element {
  const names = new Intl.DateTimeFormat(habits(), { month: "long", calendar: "gregory", timeZone: "UTC" });
  const months = Array.from({ length: MONTHS }, (_, at) => ({ value: String(at + 1), text: names.format(Date.UTC(2000, at, 1)) }));
  return (
    <SelectField
      label={t("birth-month")}
      class="birth-month"
      value={value}
      options={[{ value: "", text: "" }, ...months]}
      onChoose={onChoose}
    />
  );
}

/** Day, month and year as this reader is used to write them. */
function order(): Part[] {
  const written = new Intl.DateTimeFormat(language.value === "en" ? habits() : language.value, { calendar: "gregory" });
  const parts = written.formatToParts(0).map((part) => part.type);
  const known = parts.filter((part): part is Part => part === "day" || part === "month" || part === "year");
  return known.length === 3 ? known : ["day", "month", "year"];
}
