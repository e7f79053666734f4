import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Loading } from "../../components/loading";
import type { ReadingPlace } from "../../opinion/place";
import { t } from "../../texts/texts";
import type { Failed } from "../../wire/http";
import type { HttpMe } from "../../wire/messages";
import { calls, opinionPort } from "../calls";
import { lightUp } from "../hands";
import { wordsOf } from "../notices";
import { Link } from "../place";
import { Page, Shell } from "../shell";
import { mine } from "../signedin";

interface ReadingPageProps {
  id: string;
  me: HttpMe;
}

/** What a colleague asks of one: the request on the desk, and the room to look in. Both are fetched when one comes. */
export function ReadingPage({ id, me }: ReadingPageProps): JSX.Element {
  const [Place, setPlace] = useState<typeof ReadingPlace>();
  const [failed, setFailed] = useState<Failed>();
  const port = useMemo(() => opinionPort(id, async (code) => lightUp(await calls.factor({ code }))), [id]);
  useEffect(() => {
    void import("../../opinion/place").then((part) => setPlace(() => part.ReadingPlace));
  }, []);
  const frame = (page: ComponentChildren): JSX.Element => (
    <Shell me={me}>
      <div class="desk-page desk-reading">{page}</div>
    </Shell>
  );
  if (failed) return <Nothing failed={failed} me={me} />;
  if (!Place) return frame(<Loading />);
  return <Place port={port} clinic={mine().clinic} frame={frame} onNothing={setFailed} />;
}

/** No such request, or not this person's: which of both, nobody is told. */
function Nothing({ failed, me }: { failed: Failed; me: HttpMe }): JSX.Element {
  return (
    <Shell me={me}>
      <Page heading={t("nowhere-heading")}>
        <p>{failed.status === 404 ? t("nowhere") : wordsOf(failed)}</p>
        <div>
          <Link class="button button-primary" to={{ page: "today" }}>
            {t("to-today")}
          </Link>
        </div>
      </Page>
    </Shell>
  );
}
