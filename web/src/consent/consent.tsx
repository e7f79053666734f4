import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Banner } from "../components/chip";
import { StepHeading } from "../components/stepheading";
import { t } from "../texts/texts";
import type { ConsentAnswer, ConsentForm } from "../wire/messages";
import { FormParts } from "./formparts";
import { firstTicks, tickedOf, withTick } from "./ticks";

interface ConsentScreenProps {
  form: ConsentForm;
  nowMs: number;
  /** Who joins and is not in the agreement that was given: why it is asked again. */
  joining?: string;
  onAnswer: (answer: ConsentAnswer) => Promise<unknown>;
}

/** Exactly the words whose digest is answered; the patient may untick pictures and people, end sooner, agree, or not now. */
export function ConsentScreen({ form, nowMs, joining = "", onAnswer }: ConsentScreenProps): JSX.Element {
  const [ticks, setTicks] = useState(() => firstTicks(form.parts));
  const [busy, setBusy] = useState(false);
  const ticked = tickedOf(form.parts, ticks);
  const answer = (agree: boolean): void => {
    setBusy(true);
    const said = agree ? { digest: form.digest, agree, ...ticked } : { digest: form.digest, agree };
    void onAnswer(said).finally(() => setBusy(false));
  };
  const nothing = ticked.stacks.length === 0;
  return (
    <main class="page page-guest page-form" data-mood="light" lang={form.language}>
      {joining ? <Banner tone="steer">{t("consent-again", { names: joining })}</Banner> : null}
      <StepHeading>{form.title}</StepHeading>
      <FormParts
        parts={form.parts}
        ticks={ticks}
        nowMs={nowMs}
        onTick={(kind, value, on) => setTicks(withTick(ticks, kind, value, on))}
      />
      <div class="page-foot stack stack-tight">
        {nothing ? <p class="quiet small">{t("consent-none-left")}</p> : null}
        <Button looks="primary" wide busy={busy} disabled={nothing} onClick={() => answer(true)}>
          {form.agree}
        </Button>
        <Button wide busy={busy} onClick={() => answer(false)}>
          {form.refuse}
        </Button>
      </div>
    </main>
  );
}
