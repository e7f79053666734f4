import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { StepHeading } from "../components/stepheading";
import { t } from "../texts/texts";
import { Failed, get } from "../wire/http";
import type { Entered } from "../wire/messages";
import { ClinicPhone } from "./phone";
import { wordText } from "./word";

const LISTEN_MS = 2000;

interface KnockingProps {
  me: Entered;
  /** What the server says now: let in, or (undefined) not. */
  onAnswer: (me: Entered | undefined) => void;
}

/** A second device: another one has the place, and somebody at the clinic decides between them. */
export function Knocking({ me, onAnswer }: KnockingProps): JSX.Element {
  useEffect(() => {
    const timer = setInterval(() => {
      void get<Entered>("/api/join/me")
        .then((now) => {
          if (!now.knocking || now.word !== me.word) onAnswer(now);
        })
        .catch((failed: unknown) => {
          if (failed instanceof Failed && (failed.status === 401 || failed.status === 423)) onAnswer(undefined);
        });
    }, LISTEN_MS);
    return () => clearInterval(timer);
  }, [me]);
  return (
    <main class="page page-guest" data-mood="light">
      <p class="quiet">{me.clinic.name}</p>
      <StepHeading>{t("link-knock-heading")}</StepHeading>
      <p>{t("link-knock", { clinic: me.clinic.name })}</p>
      {me.word ? (
        <div class="card word-card" role="status">
          <p>{t("link-knock-say")}</p>
          <p class="word" dir="auto">
            {wordText(me.word).toLocaleUpperCase()}
          </p>
        </div>
      ) : null}
      <ClinicPhone phone={me.clinic.phone} />
    </main>
  );
}
