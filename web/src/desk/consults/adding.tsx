import type { JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { Dialog } from "../../components/dialog";
import { Choice, TextField } from "../../components/field";
import { useHalfFilled } from "../../components/halffilled";
import { t } from "../../texts/texts";
import type { AddGuest, Consult } from "../../wire/messages";
import { calls } from "../calls";
import { wordsOf } from "../notices";
import { usePolled } from "../polled";
import { Readers } from "../priors/readers";
import { mine } from "../signedin";
import { Trouble } from "../trouble";
import { Answering } from "../unanswered";
import { unsent } from "../unsent";
import { GuestPanel } from "./guestpanel";

const POLL_MS = 3000;
const KINDS: readonly Required<Pick<AddGuest, "role" | "comes_as">>[] = [
  { role: "observer", comes_as: "interpreter" },
  { role: "observer", comes_as: "relative" },
  { role: "observer", comes_as: "other" },
  { role: "specialist", comes_as: "" },
];

/** From the consult's card. */
export function AddButton({ consult, onChange }: { consult: Consult; onChange: () => void }): JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    onChange();
  };
  return (
    <>
      <Button opens="dialog" onClick={() => setOpen(true)}>{t("add-somebody")}</Button>
      {open ? <AddInRoom consult={consult.id} onClose={close} /> : null}
    </>
  );
}

/** Who comes later, without leaving the room: their name and what they come as, then their link and a code. */
export function AddInRoom({ consult: id, onClose }: { consult: string; onClose: () => void }): JSX.Element {
  const [added, setAdded] = useState("");
  const fetch = useCallback(() => calls.consult(id), [id]);
  const { value: consult, failed, refresh } = usePolled(fetch, added === "" ? 0 : POLL_MS);
  const guest = consult?.guests.find((one) => one.participant === added);
  const done = useRef<HTMLDivElement>(null);
  const isAdded = guest !== undefined;
  // the form that had the focus is gone
  useEffect(() => {
    if (isAdded) done.current?.focus();
  }, [isAdded]);
  const add = async (asked: AddGuest): Promise<void> => {
    const now = await calls.addGuest(id, asked);
    setAdded(now.guests.at(-1)?.participant ?? "");
    refresh();
  };
  const brought = (now: Consult, name: string): void => {
    setAdded(now.guests.find((one) => one.name === name)?.participant ?? "");
    refresh();
  };
  return (
    <Dialog title={t("add-title")} closeLabel={t("close")} onClose={onClose}>
      {consult ? <Trouble failed={failed} onAgain={refresh} /> : null}
      {consult && guest ? (
        <>
          <div ref={done} tabIndex={-1}>
            <Banner tone="fine">{t("add-done", { name: guest.name })}</Banner>
          </div>
          <GuestPanel consult={consult} guest={guest} demo={mine().demo} onChange={refresh} />
          <div class="row">
            <Button onClick={() => setAdded("")}>{t("add-another")}</Button>
            <Button looks="primary" onClick={onClose}>
              {t("done")}
            </Button>
          </div>
        </>
      ) : consult === undefined ? (
        <Answering failed={failed} onAgain={refresh} />
      ) : consult.may_add.length === 0 ? (
        <p>{t("policy-fixed-guests")}</p>
      ) : (
        <div class="stack">
          <Readers consult={consult} onBrought={brought} />
          <Asking consult={id} roles={consult.may_add} onAdd={add} />
        </div>
      )}
    </Dialog>
  );
}

interface AskingProps {
  consult: string;
  roles: readonly string[];
  onAdd: (asked: AddGuest) => Promise<void>;
}

/** Who it is. */
function Asking({ consult, roles, onAdd }: AskingProps): JSX.Element {
  const kinds = KINDS.filter((one) => roles.includes(one.role));
  const { form, change, drop } = useHalfFilled(unsent, `${consult} add`, { comesAs: "interpreter", name: "" });
  const kind = kinds.find((one) => one.comes_as === form.comesAs) ?? kinds[0];
  const { name } = form;
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!kind || name.trim() === "") {
      setError(t("add-name-missing"));
      return;
    }
    setBusy(true);
    try {
      await onAdd({ ...kind, name: name.trim() });
      drop();
    } catch (failed) {
      setError(wordsOf(failed));
      setBusy(false);
    }
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t("add-intro")}</p>
      <div role="radiogroup" aria-label={t("add-who")}>
        {kinds.map((one) => (
          <Choice key={one.comes_as} type="radio" name="comes-as" checked={one === kind} onChange={() => change({ comesAs: one.comes_as })}>
            {t(`add-as-${one.comes_as || one.role}`)}
          </Choice>
        ))}
      </div>
      <p class="small quiet">{t(`add-what-${kind?.role ?? "observer"}`)}</p>
      <TextField
        label={t("add-name")}
        error={error || undefined}
        value={name}
        autocomplete="off"
        maxLength={80}
        dir="auto"
        onText={(typed) => {
          change({ name: typed });
          setError("");
        }}
      />
      <div class="row">
        <Button looks="primary" type="submit" busy={busy}>
          {t("add-now")}
        </Button>
      </div>
    </form>
  );
}
