import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../components/button";
import { Chip } from "../components/chip";
import { Said } from "../components/said";
import { useTitle } from "../components/title";
import { t } from "../texts/texts";
import type { HttpMe } from "../wire/messages";
import { WasItYou } from "./door/wasityou";
import { notices } from "./notices";
import { Link, place } from "./place";
import type { PageName, Route } from "./routes";
import { signOut } from "./signedin";
import { useUploads } from "./intake/uploads";

interface Place {
  route: Route;
  words: string;
  holds: readonly PageName[];
}

const PLACES: readonly Place[] = [
  { route: { page: "today" }, words: "nav-today", holds: ["today", "consult", "new-consult", "ask", "opinion", "reading"] },
  { route: { page: "studies" }, words: "nav-studies", holds: ["studies", "study"] },
  { route: { page: "records" }, words: "nav-records", holds: ["records", "record"] },
  { route: { page: "help" }, words: "nav-help", holds: ["help"] },
];

/** Who administers sees no consult and no study: there is nothing for them behind those doors. */
const ADMINISTRATION: readonly Place[] = [
  { route: { page: "people" }, words: "nav-people", holds: ["people", "today"] },
  { route: { page: "installation" }, words: "nav-installation", holds: ["installation"] },
  { route: { page: "help" }, words: "nav-help", holds: ["help"] },
];

/** Auditors read what was recorded; they have no study and no consult. */
const AUDIT: readonly Place[] = [
  { route: { page: "audit" }, words: "nav-audit", holds: ["audit", "audit-consult", "today"] },
  { route: { page: "audit-seen" }, words: "nav-seen-between", holds: ["audit-seen"] },
  { route: { page: "audit-emergencies" }, words: "emergency-heading", holds: ["audit-emergencies"] },
  { route: { page: "installation" }, words: "nav-installation", holds: ["installation"] },
  { route: { page: "help" }, words: "nav-help", holds: ["help"] },
];

const OF_ROLE: Partial<Record<string, readonly Place[]>> = { administrator: ADMINISTRATION, auditor: AUDIT };

/** The frame around every staff page but the room. */
export function Shell({ me, children }: { me: HttpMe; children: ComponentChildren }): JSX.Element {
  const places = OF_ROLE[me.person.role] ?? PLACES;
  const home = places[0]?.route ?? { page: "today" };
  return (
    <div class="desk" data-mood="dark">
      <a class="button button-primary skip" href="#main">
        {t("skip")}
      </a>
      <header class="desk-nav">
        <Link to={home} class="desk-brand">
          <span class="mark" aria-hidden="true" />
          {t("app-name")}
          {me.demo ? <Chip tone="steer">{t("demo-mark")}</Chip> : null}
        </Link>
        <nav class="desk-links" aria-label={t("nav")}>
          {places.map(({ route, words, holds }) => (
            <Link
              key={words}
              to={route}
              class="desk-link"
              aria-current={holds.includes(place.value.page) ? "page" : undefined}
            >
              {t(words)}
              {route.page === "studies" ? <Uploading /> : null}
            </Link>
          ))}
        </nav>
        <div class="desk-person">
          <Link to={{ page: "logins" }} class="desk-person-name" aria-current={place.value.page === "logins" ? "page" : undefined}>
            <span>{me.person.name}</span>
            <span class="quiet small">{me.clinic.name}</span>
          </Link>
          <Button looks="outline" onClick={() => void signOut()}>
            {t("sign-out")}
          </Button>
        </div>
      </header>
      <main class="desk-main" id="main" tabIndex={-1}>
        <WasItYou />
        {children}
      </main>
      <Said notices={notices} />
    </div>
  );
}

/** An upload goes on whatever page one is on. */
function Uploading(): JSX.Element | null {
  const uploads = useUploads();
  if (!uploads.busy || uploads.totalBytes === 0) return null;
  const percent = Math.floor((uploads.sentBytes / uploads.totalBytes) * 100);
  return <Chip tone={uploads.stopped ? "attention" : "steer"}>{t("percent", { percent })}</Chip>;
}

interface PageProps {
  /** Heading and title of the window; the title never holds a name. */
  heading: string;
  title?: string;
  onward?: ComponentChildren;
  children: ComponentChildren;
}

let isFirst = true;

/** One page: its heading takes the focus when one comes from another page, so that it is read out. */
export function Page({ heading, title, onward, children }: PageProps): JSX.Element {
  const head = useRef<HTMLHeadingElement>(null);
  const words = title ?? heading;
  useTitle(t("page-title", { page: words }));
  useEffect(() => {
    if (!isFirst) head.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <div class="desk-page">
      <div class="desk-head">
        <h1 ref={head} tabIndex={-1}>
          <bdi>{heading}</bdi>
        </h1>
        {onward}
      </div>
      {children}
    </div>
  );
}
