import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Choice } from "../components/field";
import { t } from "../texts/texts";
import type { ConsentAnswer, ConsentForm } from "../wire/messages";

interface ConsentScreenProps {
  form: ConsentForm;
  clinic: string;
  onAnswer: (answer: ConsentAnswer) => Promise<unknown>;
}

/** Exactly the paragraphs whose digest is signed for; the patient may leave series out, agree, or not now. */
export function ConsentScreen({ form, clinic, onAnswer }: ConsentScreenProps): JSX.Element {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const stacks = form.choices.map(([stack]) => stack).filter((stack) => !left.has(stack));
  const answer = (agree: boolean): void => {
    setBusy(true);
    const said = { digest: form.digest, agree, stacks: agree ? stacks : [] };
    void onAnswer(said).finally(() => setBusy(false));
  };
  const toggle = (stack: number, wanted: boolean): void => {
    const next = new Set(left);
    if (wanted) next.delete(stack);
    else next.add(stack);
    setLeft(next);
  };
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{clinic}</p>
      <div class="stack" lang={form.language}>
        <h1>{form.title}</h1>
        {form.paragraphs.map((paragraph, at) => (
          <p key={at}>{paragraph}</p>
        ))}
      </div>
      {form.choices.length > 1 ? (
        <fieldset class="card">
          <legend class="unseen">{t("consent-choose")}</legend>
          <p class="quiet small">{t("consent-choose")}</p>
          {form.choices.map(([stack, words]) => (
            <Choice key={stack} checked={!left.has(stack)} onChange={(wanted) => toggle(stack, wanted)}>
              {words}
            </Choice>
          ))}
        </fieldset>
      ) : null}
      <div class="page-foot stack stack-tight">
        {stacks.length === 0 ? <p class="quiet small">{t("consent-none-left")}</p> : null}
        <Button looks="primary" wide busy={busy} disabled={stacks.length === 0} onClick={() => answer(true)}>
          {form.agree}
        </Button>
        <Button wide busy={busy} onClick={() => answer(false)}>
          {form.refuse}
        </Button>
      </div>
    </main>
  );
}
