import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { TextField } from "../components/field";
import { More } from "../components/more";
import { Said, SaidLine } from "../components/said";
import { UndoBar, useGoing } from "../components/takenback";
import { Notices } from "../store/notices";
import { t } from "../texts/texts";
import { Kind, LONG_NAME, State } from "./specimen";
import { light } from "./switches";

const notices = new Notices();

/** What lies over a page for a while. */
export function Overlays(): JSX.Element {
  const [open, setOpen] = useState(false);
  const { gone, go, undo } = useGoing<string>(() => undefined);
  const mood = light.value ? "light" : "dark";
  const words = t("window-forgotten", { width: "400", center: "40" });
  const takeBack = { words: t("undo"), run: () => undefined };
  return (
    <>
      <Kind name="Dialog">
        <State name="opens">
          <Button onClick={() => setOpen(true)}>{t("help")}</Button>
          {open ? (
            <Dialog title={t("help")} closeLabel={t("close")} onClose={() => setOpen(false)}>
              <div class="stack">
                <TextField label={t("sign-in-name")} value="" onText={() => undefined} />
                <p>{t("begin-talk-more")}</p>
              </div>
            </Dialog>
          ) : null}
        </State>
      </Kind>
      <Kind name="More">
        <State name="below">
          <More label={t("nav-studies")} side="below" looks="plain">
            {(close) => (
              <>
                <Button looks="quiet" onClick={close}>
                  {t("copy-link")}
                </Button>
                <Button looks="quiet" pressed onClick={close}>
                  {t("show-code")}
                </Button>
                <Button looks="quiet" disabled>
                  {t("new-link")}
                </Button>
              </>
            )}
          </More>
        </State>
        <State name="a sign">
          <More label={t("person-menu", { name: "Dr Lee" })} sign="⋯" side="below">
            {(close) => (
              <Button looks="quiet" onClick={close}>
                {t("revoke-link")}
              </Button>
            )}
          </More>
        </State>
      </Kind>
      <Kind name="Said">
        <State name="plain">
          <SaidLine notice={{ id: 1, text: t("link-copied", { name: LONG_NAME }), attention: false }} mood={mood} onGone={() => undefined} />
        </State>
        <State name="attention">
          <SaidLine notice={{ id: 2, text: t("error-unreachable"), attention: true }} mood={mood} onGone={() => undefined} />
        </State>
        <State name="undo">
          <SaidLine notice={{ id: 3, text: words, attention: false, undo: takeBack }} mood={mood} onGone={() => undefined} />
        </State>
        <State name="where it is said">
          <Button onClick={() => notices.say(words, false, takeBack)}>{t("revoke-link")}</Button>
        </State>
      </Kind>
      <Kind name="UndoBar">
        <State name={gone === null ? "here" : "going"}>
          {gone === null ? <Button onClick={() => go(words)}>{t("revoke-link")}</Button> : <UndoBar words={gone} undo={t("undo")} onUndo={undo} />}
        </State>
      </Kind>
      <Said notices={notices} mood={mood} />
    </>
  );
}
