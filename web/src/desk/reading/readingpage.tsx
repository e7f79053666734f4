import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useAgain } from "../../components/again";
import { Loading } from "../../components/loading";
import type { ReadingPlace } from "../../opinion/place";
import { t } from "../../texts/texts";
import { Failed, mayPass } from "../../wire/http";
import type { HttpMe } from "../../wire/messages";
import { calls, opinionPort, ownHands } from "../calls";
import { lightUp } from "../hands";
import { Shell } from "../shell";
import { mine } from "../signedin";
import { Unanswered } from "../unanswered";

interface ReadingPageProps {
  id: string;
  me: HttpMe;
}

/** What a colleague asks of one: the request on the desk, and the room to look in. Both are fetched when one comes. */
export function ReadingPage({ id, me }: ReadingPageProps): JSX.Element {
  const [Place, setPlace] = useState<typeof ReadingPlace>();
  const [failed, setFailed] = useState<Failed>();
  const port = useMemo(() => opinionPort(id, async (code) => lightUp(await calls.factor({ code }))), [id]);
  const owner = useMemo(() => ownHands(me.person.id), [me.person.id]);
  useEffect(() => {
    if (!Place && !failed) {
      const away = (): void => setFailed(new Failed(0, "unreachable"));
      void import("../../opinion/place").then((part) => setPlace(() => part.ReadingPlace), away);
    }
  }, [failed]);
  const again = (): void => setFailed(undefined);
  useAgain(failed && mayPass(failed) ? again : undefined);
  const frame = (page: ComponentChildren): JSX.Element => (
    <Shell me={me}>
      <div class="desk-page desk-reading">{page}</div>
    </Shell>
  );
  if (failed) {
    return (
      <Shell me={me}>
        <Unanswered heading={t("opinion")} failed={failed} onAgain={again} back={{ page: "today" }} backWords={t("to-today")} />
      </Shell>
    );
  }
  if (!Place) return frame(<Loading />);
  return <Place port={port} owner={owner} clinic={mine().clinic} frame={frame} onNothing={setFailed} />;
}
