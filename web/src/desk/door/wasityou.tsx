import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Banner } from "../../components/chip";
import { t } from "../../texts/texts";
import type { StaffNoticeCard } from "../../wire/messages";
import { calls } from "../calls";
import { momentText } from "../format";
import { notices, wordsOf } from "../notices";
import { Link } from "../place";

/** What happened to one's own sign-in that perhaps was somebody else; stays until it was answered. */
export function WasItYou(): JSX.Element | null {
  const [open, setOpen] = useState<readonly StaffNoticeCard[]>([]);
  useEffect(() => {
    // Nobody is stopped by it: what cannot be asked now is asked on the next page.
    calls.staffNotices().then((told) => setOpen(told.notices), () => undefined);
  }, []);
  const read = async (notice: string): Promise<void> => {
    try {
      setOpen((await calls.readNotice(notice)).notices);
    } catch (error) {
      notices.say(wordsOf(error), true);
    }
  };
  if (open.length === 0) return null;
  return (
    <section class="was-it-you stack" aria-label={t("door-was-it-you")}>
      {open.map((notice) => (
        <Banner key={notice.id} tone="attention">
          <span>{t(`door-notice-${notice.kind.replaceAll("_", "-")}`, { at: momentText(notice.at_ms) })}</span>
          <span class="was-it-you-answers">
            <Button looks="outline" onClick={() => void read(notice.id)}>
              {t("door-it-was-me")}
            </Button>
            <Link class="button button-primary" to={{ page: "logins" }}>
              {t("door-it-was-not")}
            </Link>
          </span>
        </Banner>
      ))}
    </section>
  );
}
