import type { JSX } from "preact";
import { Loading } from "../components/loading";
import { t } from "../texts/texts";
import type { Failed } from "../wire/http";
import { Link } from "./place";
import type { Route } from "./routes";
import { Page } from "./shell";
import { Trouble } from "./trouble";

interface UnansweredProps {
  heading: string;
  failed: Failed | undefined;
  onAgain: () => void;
  /** Where there are others of its kind. */
  back: Route;
  backWords: string;
}

/** A page about one thing that is not here (yet): on its way, kept away by trouble, or gone; never without a way on. */
export function Unanswered({ heading, failed, onAgain, back, backWords }: UnansweredProps): JSX.Element {
  if (failed?.status === 404) {
    return (
      <Page heading={t("nowhere-heading")}>
        <p>{t("gone-words")}</p>
        <div>
          <Link class="button button-primary" to={back}>
            {backWords}
          </Link>
        </div>
      </Page>
    );
  }
  return (
    <Page heading={heading}>
      <Answering failed={failed} onAgain={onAgain} />
      {failed && failed.status !== 401 ? <Link to={back}>{backWords}</Link> : null}
    </Page>
  );
}

/** The same within a page or a dialog. */
export function Answering({ failed, onAgain }: Pick<UnansweredProps, "failed" | "onAgain">): JSX.Element {
  return failed && failed.status !== 401 ? <Trouble failed={failed} onAgain={onAgain} /> : <Loading />;
}
