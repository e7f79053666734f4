import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../components/button";
import { Confirm } from "../components/confirm";
import { IconButton } from "../components/iconbutton";
import { t } from "../texts/texts";
import { Kind, LONG_NAME, State } from "./specimen";

const LOOKS = ["primary", "plain", "quiet", "outline", "stop"] as const;

/** What is pressed. */
export function Buttons(): JSX.Element {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Kind name="Button">
        {LOOKS.map((looks) => (
          <State key={looks} name={looks}>
            <Button looks={looks}>{t("new-consult")}</Button>
          </State>
        ))}
        <State name="disabled">
          <Button looks="primary" disabled>
            {t("new-consult")}
          </Button>
        </State>
        <State name="busy">
          <Button looks="primary" busy>
            {t("sign-in-checking")}
          </Button>
        </State>
        <State name="pressed">
          <Button pressed>{t("show-code")}</Button>
        </State>
        <State name="not pressed">
          <Button pressed={false}>{t("show-code")}</Button>
        </State>
        <State name="wide, a long name" wide>
          <Button wide>{t("person-menu", { name: LONG_NAME })}</Button>
        </State>
      </Kind>
      <Kind name="IconButton">
        <State name="quiet">
          <IconButton label={t("help")}>?</IconButton>
        </State>
        <State name="plain, pressed">
          <IconButton label={t("help")} looks="plain" pressed>
            ★
          </IconButton>
        </State>
        <State name="disabled">
          <IconButton label={t("undo")} disabled>
            ↶
          </IconButton>
        </State>
      </Kind>
      <Kind name="Confirm">
        <State name={asking ? "asking" : "asked first"}>
          <Confirm
            asking={asking}
            onAsking={setAsking}
            ask={t("cancel-consult")}
            keep={t("end-keep")}
            act={t("end-now")}
            busy={false}
            onAct={() => setAsking(false)}
          />
        </State>
      </Kind>
    </>
  );
}
