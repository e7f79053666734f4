import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { OpinionNotice } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { complain } from "../notices";
import { Link } from "../place";
import { nameOf, pageOf, type Queued } from "./standing";

const SHOWN = 5;

interface NewsProps {
  news: readonly OpinionNotice[];
  /** What is listed: a notice says to which of them it happened. */
  queue: readonly Queued[];
  onRead: () => void;
}

/** What happened to requests meanwhile; it stands there until somebody took it down. */
export function News({ news, queue, onRead }: NewsProps): JSX.Element | null {
  const [gone, setGone] = useState<readonly string[]>([]);
  const open = news.filter((notice) => !gone.includes(notice.id)).reverse();
  const read = async (ids: readonly string[]): Promise<void> => {
    setGone((before) => [...before, ...ids]);
    try {
      for (const id of ids) await calls.readNotice(id);
    } catch (error) {
      setGone([]);
      complain(error);
    }
    onRead();
  };
  if (open.length === 0) return null;
  return (
    <Panel tone="steer" label={t("opinions-news")} live>
      <ul>
        {open.slice(0, SHOWN).map((notice) => (
          <li key={notice.id} class="news">
            <span>
              <About queued={queue.find((one) => one.opinion.id === notice.opinion_id)} /> {newsWords(notice)}
            </span>
            <Button looks="quiet" aria-label={`${t("opinions-news-read")}: ${newsWords(notice)}`} onClick={() => void read([notice.id])}>
              {t("opinions-news-read")}
            </Button>
          </li>
        ))}
      </ul>
      {open.length > 1 ? (
        <div>
          <Button onClick={() => void read(open.map((notice) => notice.id))}>{t("opinions-news-read-all")}</Button>
        </div>
      ) : null}
    </Panel>
  );
}

/** The request it happened to, one tap away. */
function About({ queued }: { queued: Queued | undefined }): JSX.Element | null {
  return queued ? <Link to={pageOf(queued)}>{t("opinions-row", { side: queued.side, name: nameOf(queued) })}</Link> : null;
}

function newsWords({ kind, at_ms }: OpinionNotice): string {
  return t(`opinions-news-${kind.replace("opinion_", "")}`, { at: momentText(at_ms) });
}
