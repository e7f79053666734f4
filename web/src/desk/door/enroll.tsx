import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { DemoMark } from "../../components/demomark";
import { useTitle } from "../../components/title";
import { t } from "../../texts/texts";
import type { AccountActive, AccountOffer } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { asFailed, wordsOf } from "../notices";
import { Languages } from "./languages";
import { Proving } from "./proving";
import { RecoveryCodes } from "./recoverycodes";

type Place =
  | { at: "neutral"; busy: boolean; wrong: string }
  | { at: "offer"; offer: AccountOffer }
  | { at: "codes"; active: AccountActive; loginName: string }
  | { at: "nowhere"; words: string };

/** The page of a one-time link; nothing happens before its button is pressed, whoever looks at it (T-02). */
export function EnrollApp({ secret }: { secret: string }): JSX.Element {
  return <Enroll secret={secret} onDone={() => location.assign("/")} />;
}

interface EnrollProps {
  secret: string;
  /** The person has pressed already: they came from the sign-in page with a recovery code. */
  begun?: boolean;
  onDone: (active: AccountActive) => void;
}

/** From a one-time link to an account that is active: who it is for, password and authenticator, recovery codes. */
export function Enroll({ secret, begun, onDone }: EnrollProps): JSX.Element {
  const [place, setPlace] = useState<Place>(
    secret === "" ? { at: "nowhere", words: t("door-no-link") } : { at: "neutral", busy: Boolean(begun), wrong: "" },
  );
  // Another language draws all of it anew and forgets nothing: what stands here may be shown this once.
  useTitle(t("page-title", { page: t("door-heading") }));
  useEffect(() => {
    if (begun && secret !== "") void open();
  }, []);

  const open = async (): Promise<void> => {
    setPlace({ at: "neutral", busy: true, wrong: "" });
    try {
      setPlace({ at: "offer", offer: await calls.openAccountLink(secret) });
    } catch (error) {
      const failed = asFailed(error);
      const isOver = failed.status === 403 || failed.status === 404;
      if (isOver) setPlace({ at: "nowhere", words: failed.code === "no_such_link" ? t("door-no-such-link") : wordsOf(failed) });
      else setPlace({ at: "neutral", busy: false, wrong: wordsOf(failed) });
    }
  };

  switch (place.at) {
    case "nowhere":
      return (
        <Door heading={t("door-nowhere")}>
          <Banner tone="attention">{place.words}</Banner>
          <a class="button button-wide" href="/">
            {t("door-to-sign-in")}
          </a>
        </Door>
      );
    case "neutral":
      return (
        <Door heading={t("door-heading")}>
          <p>{t("door-neutral")}</p>
          {place.wrong ? <Banner tone="stop">{place.wrong}</Banner> : null}
          <Button looks="primary" wide class="button-large" busy={place.busy} onClick={() => void open()}>
            {t("door-begin")}
          </Button>
        </Door>
      );
    case "offer": {
      const { offer } = place;
      return (
        <Door heading={t("door-welcome", { name: offer.name })} wide languages={!begun}>
          <p class="quiet">{t("door-until", { clinic: offer.clinic.name, at: momentText(offer.not_after_ms) })}</p>
          <Proving
            secret={secret}
            offer={offer}
            onActive={(active) => setPlace({ at: "codes", active, loginName: offer.login_name })}
            onOver={(words) => setPlace({ at: "nowhere", words })}
          />
        </Door>
      );
    }
    case "codes":
      return (
        <Door heading={t("door-codes-heading")} wide languages={!begun}>
          <RecoveryCodes
            codes={place.active.recovery_codes}
            name={place.active.me.person.name}
            loginName={place.loginName}
            clinic={place.active.me.clinic.name}
            onKept={() => onDone(place.active)}
          />
        </Door>
      );
  }
}

interface DoorProps {
  heading: string;
  wide?: boolean;
  /** Inside the sign-in page another language would begin anew. */
  languages?: boolean;
  children: ComponentChildren;
}

/** One card before the desk; its heading takes the focus when it comes after another, so that it is read out. */
function Door({ heading, wide, languages = true, children }: DoorProps): JSX.Element {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [heading]);
  return (
    <main class="door" data-mood="dark">
      <section class={wide ? "door-card door-wide" : "door-card"}>
        <div class="door-brand no-print">
          <span class="mark" aria-hidden="true" />
          {t("app-name")}
          <DemoMark />
        </div>
        <h1 ref={head} tabIndex={-1}>
          {heading}
        </h1>
        {children}
      </section>
      {languages ? <Languages /> : null}
    </main>
  );
}
