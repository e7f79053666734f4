import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { StepHeading } from "../components/stepheading";
import type { PrivacyNotice } from "../wire/messages";

/** What is kept and which rights there are: read before anything is agreed to, and nothing is agreed to here. */
export function PrivacyScreen({ notice, onRead }: { notice: PrivacyNotice; onRead: () => Promise<unknown> }): JSX.Element {
  const [busy, setBusy] = useState(false);
  return (
    <main class="page page-guest page-form" data-mood="light" lang={notice.language}>
      <StepHeading>{notice.title}</StepHeading>
      <div class="stack">
        {notice.paragraphs.map((paragraph, at) => (
          <p key={at}>{paragraph}</p>
        ))}
      </div>
      <div class="page-foot">
        <Button
          looks="primary"
          wide
          busy={busy}
          onClick={() => {
            setBusy(true);
            void onRead().finally(() => setBusy(false));
          }}
        >
          {notice.go_on}
        </Button>
      </div>
    </main>
  );
}
