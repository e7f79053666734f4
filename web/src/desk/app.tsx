import type { JSX } from "preact";
import { useAgain } from "../components/again";
import { Button } from "../components/button";
import { errorText, language, t } from "../texts/texts";
import type { HttpMe } from "../wire/messages";
import { AuditPage } from "./audit/audit";
import { SeenBetweenPage } from "./audit/between";
import { EmergenciesPage } from "./audit/emergencies";
import { ConsultPage } from "./consults/consult";
import { NewConsultPage } from "./consults/newconsult";
import { Cover } from "./cover";
import { DarkDesk } from "./darkdesk";
import { SignInPage } from "./door/signin";
import { HelpPage } from "./help";
import { InstallationPage } from "./installation/installation";
import { LoginsPage } from "./logins";
import { AskPage } from "./opinions/asking";
import { OpinionPage } from "./opinions/opinion";
import { Link, place } from "./place";
import { PeoplePage } from "./people/people";
import { ReadingPage } from "./reading/readingpage";
import { RecordPage } from "./records/record";
import { RecordsPage } from "./records/records";
import { RoomPage } from "./roompage";
import { type Route, isFor } from "./routes";
import { Page, Shell } from "./shell";
import { lookWho, mine, who } from "./signedin";
import { StudiesPage } from "./studies/studies";
import { StudyPage } from "./studies/study";
import { TodayPage } from "./today";
import { Waiting } from "./waiting";

/** The staff pages: the door, then whatever page the address names. */
export function DeskApp(): JSX.Element {
  const standing = who.value;
  switch (standing.at) {
    case "asking":
      return <Waiting words={t("loading")} />;
    case "unreachable":
      return <Unreachable code={standing.code} />;
    case "out":
      return standing.was && !inRoom(place.value) ? (
        <>
          <SignedIn key={standing.was.person.id} me={standing.was} route={place.value} />
          <Cover>
            <SignInPage key={language.value} again />
          </Cover>
        </>
      ) : (
        <SignInPage key={language.value} again={standing.was !== undefined} />
      );
    case "in":
      return (
        <>
          <SignedIn key={standing.me.person.id} me={standing.me} route={place.value} />
          <DarkDesk />
        </>
      );
  }
}

/** Where pictures are shown: nothing of it stays when one is signed out, and one comes back to it. */
function inRoom({ page }: Route): boolean {
  return page === "room" || page === "reading";
}

function SignedIn({ me, route }: { me: HttpMe; route: Route }): JSX.Element {
  const isTheirs = isFor(me.person.role, route.page);
  if (isTheirs && route.page === "room") return <RoomPage key={route.consult} id={route.consult} />;
  if (isTheirs && route.page === "reading") return <ReadingPage key={route.opinion} id={route.opinion} me={me} />;
  return (
    <Shell me={me}>
      {isTheirs ? <Current key={`${keyOf(route)} ${language.value}`} route={route} /> : <NotYours />}
    </Shell>
  );
}

/** A page of the same kind about something else is another page. */
function keyOf(route: Route): string {
  return Object.values(route).join(" ");
}

function Current({ route }: { route: Route }): JSX.Element | null {
  switch (route.page) {
    case "today":
      return <FirstPage />;
    case "audit":
      return <AuditPage consult="" />;
    case "audit-consult":
      return <AuditPage consult={route.consult} />;
    case "audit-seen":
      return <SeenBetweenPage />;
    case "audit-emergencies":
      return <EmergenciesPage />;
    case "studies":
      return <StudiesPage />;
    case "study":
      return <StudyPage id={route.study} />;
    case "new-consult":
      return <NewConsultPage study={route.study} />;
    case "consult":
      return <ConsultPage id={route.consult} />;
    case "ask":
      return <AskPage study={route.study} consult={route.consult} />;
    case "opinion":
      return <OpinionPage id={route.opinion} />;
    case "records":
      return <RecordsPage />;
    case "record":
      return <RecordPage id={route.consult} />;
    case "logins":
      return <LoginsPage />;
    case "people":
      return <PeoplePage />;
    case "installation":
      return <InstallationPage />;
    case "help":
      return <HelpPage />;
    case "room":
    case "reading":
      return null;
    case "nowhere":
      return (
        <Page heading={t("nowhere-heading")}>
          <p>{t("nowhere")}</p>
          <div>
            <Link class="button button-primary" to={{ page: "today" }}>
              {t("to-today")}
            </Link>
          </div>
        </Page>
      );
  }
}

/** A page for people of another role: nothing of it is drawn, and no button that would be refused. */
function NotYours(): JSX.Element {
  return (
    <Page heading={t("not-yours-heading")}>
      <p>{t("not-yours")}</p>
      <div>
        <Link class="button button-primary" to={{ page: "today" }}>
          {t("to-first-page")}
        </Link>
      </div>
    </Page>
  );
}

/** What somebody of this role comes for. */
function FirstPage(): JSX.Element {
  switch (mine().person.role) {
    case "administrator":
      return <PeoplePage />;
    case "auditor":
      return <AuditPage consult="" />;
    default:
      return <TodayPage />;
  }
}

function Unreachable({ code }: { code: string }): JSX.Element {
  useAgain(() => void lookWho());
  return (
    <main class="door" data-mood="dark">
      <div class="door-card">
        <p role="alert">{errorText(code)}</p>
        <Button looks="primary" onClick={() => void lookWho()}>
          {t("try-again")}
        </Button>
      </div>
    </main>
  );
}
