import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { PhoneLink } from "../components/phonelink";
import { StepHeading } from "../components/stepheading";
import type { PrivacyNotice } from "../wire/messages";

interface PrivacyProps {
  notice: PrivacyNotice;
  /** The clinic's: where the notice names it, a tap rings. */
  phone: string;
  onRead: () => Promise<unknown>;
}

/** What is kept and which rights there are: read before anything is agreed to, and nothing is agreed to here. */
export function PrivacyScreen({ notice, phone, onRead }: PrivacyProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  return (
    <main class="page page-guest page-form" data-mood="light" lang={notice.language}>
      <StepHeading>{notice.title}</StepHeading>
      <div class="stack">
        {notice.paragraphs.map((paragraph, at) => (
          <p key={at}>{withPhone(paragraph, phone)}</p>
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

/** Exactly these words; the number in them can be tapped and does not break in two. */
function withPhone(words: string, phone: string): ComponentChildren {
  const at = phone === "" ? -1 : words.indexOf(phone);
  if (at < 0) return words;
  return [words.slice(0, at), <PhoneLink key="phone" phone={phone} />, words.slice(at + phone.length)];
}
