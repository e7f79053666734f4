import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { TextField } from "../../components/field";
import { useHalfFilled } from "../../components/halffilled";
import { Panel } from "../../components/panel";
import { SelectField } from "../../components/select";
import { t } from "../../texts/texts";
import type { AccountLinkCard, NewStaff } from "../../wire/messages";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { unsent } from "../unsent";

const ROLES: readonly NewStaff["role"][] = ["provider", "specialist", "auditor", "administrator"];

const PLACE = "person";

/** Whether somebody was being added when this page was left or loaded anew. */
export function isAddingPerson(): boolean {
  return unsent.peek(PLACE) !== undefined;
}

interface AddPersonProps {
  onAdded: (made: AccountLinkCard) => void;
  onClose: () => void;
}

/** A new member of staff: who they are; how they prove it is theirs to set up, by a link that works once. */
export function AddPerson({ onAdded, onClose }: AddPersonProps): JSX.Element {
  const { form: person, change, drop } = useHalfFilled<NewStaff>(unsent, PLACE, { name: "", login_name: "", role: "provider" });
  const { name, login_name: login, role } = person;
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const add = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      const made = await calls.addPerson({ login_name: login.trim(), name: name.trim(), role });
      drop();
      onAdded(made);
    } catch (error) {
      setWrong(wordsOf(error));
      setBusy(false);
    }
  };
  const ready = name.trim() !== "" && login.trim() !== "";
  return (
    <Panel>
      <form
        class="stack"
        ref={form}
        aria-label={t("people-add")}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void add();
        }}
      >
        <div class="people-fields">
          <TextField label={t("people-name")} name="name" autocomplete="off" value={name} onText={(text) => change({ name: text })} />
          <TextField
            label={t("people-login")}
            hint={t("people-login-hint")}
            name="login"
            autocomplete="off"
            spellcheck={false}
            dir="ltr"
            value={login}
            onText={(text) => change({ login_name: text })}
          />
          <SelectField
            label={t("people-role")}
            value={role}
            options={ROLES.map((each) => ({ value: each, text: t(`staff-${each}`) }))}
            onChoose={(chosen) => change({ role: chosen })}
          />
        </div>
        <p class="quiet small">{t(`people-role-${role}`)}</p>
        {wrong ? <Banner tone="stop">{wrong}</Banner> : null}
        <div class="row">
          <Button type="submit" looks="primary" busy={busy} disabled={!ready}>
            {t("people-add-now")}
          </Button>
          <Button
            onClick={() => {
              drop();
              onClose();
            }}
          >
            {t("people-add-not")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
