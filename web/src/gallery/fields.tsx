import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Choice, CodeField, TextField } from "../components/field";
import { SelectField } from "../components/select";
import { Switch } from "../components/switch";
import { TextArea } from "../components/textarea";
import { t } from "../texts/texts";
import { Kind, LONG_NAME, LONG_WORD, State } from "./specimen";

const WAYS = ["known", "name-and-birth-date", "other"] as const;

/** What is filled in, chosen and switched. */
export function Fields(): JSX.Element {
  const [text, setText] = useState("");
  const [code, setCode] = useState("482 119");
  const [way, setWay] = useState<(typeof WAYS)[number]>("known");
  const [on, setOn] = useState(true);
  const options = WAYS.map((one) => ({ value: one, text: t(`recognized-${one}`) }));
  return (
    <>
      <Kind name="TextField">
        <State name="empty, with a placeholder">
          <TextField label={t("search-studies")} placeholder={t("search-studies-hint")} value={text} onText={setText} />
        </State>
        <State name="hint">
          <TextField label={t("door-password")} hint={t("door-password-why", { least: 12 })} type="password" value="secret" onText={() => undefined} />
        </State>
        <State name="error">
          <TextField label={t("sign-in-name")} error={t("sign-in-empty")} value="" onText={() => undefined} />
        </State>
        <State name="a long value">
          <TextField label={t("sign-in-name")} value={LONG_NAME} dir="auto" onText={() => undefined} />
        </State>
        <State name="disabled">
          <TextField label={t("sign-in-name")} value="lee" disabled onText={() => undefined} />
        </State>
      </Kind>
      <Kind name="TextArea">
        <State name="hint">
          <TextArea label={t("vouch-reason")} hint={t("search-studies-hint")} rows={3} maxLength={500} value={text} onText={setText} />
        </State>
        <State name="error">
          <TextArea label={t("vouch-reason")} error={t("sign-in-empty")} rows={3} maxLength={500} value="" onText={() => undefined} />
        </State>
        <State name="disabled, a long word">
          <TextArea label={t("vouch-reason")} rows={3} maxLength={500} value={LONG_WORD} disabled onText={() => undefined} />
        </State>
        <State name="unseen label">
          <TextArea label={t("chat-placeholder-talk")} unseen placeholder={t("chat-placeholder-talk")} rows={1} maxLength={500} value={text} onText={setText} />
        </State>
      </Kind>
      <Kind name="CodeField">
        <State name="filled">
          <CodeField label={t("sign-in-code")} hint={t("sign-in-code-hint")} value={code} onText={setCode} />
        </State>
        <State name="error">
          <CodeField label={t("sign-in-code")} error={t("sign-in-empty")} value="111 111" onText={() => undefined} />
        </State>
      </Kind>
      <Kind name="SelectField">
        <State name="plain">
          <SelectField label={t("recognized-question")} value={way} options={options} onChoose={setWay} />
        </State>
        <State name="error">
          <SelectField label={t("recognized-question")} value={way} options={options} error={t("sign-in-empty")} onChoose={setWay} />
        </State>
        <State name="disabled">
          <SelectField label={t("recognized-question")} value={way} options={options} disabled onChoose={setWay} />
        </State>
      </Kind>
      <Kind name="Choice">
        <State name="checkbox">
          <Choice checked={on} onChange={setOn}>
            {t("line-use-less")}
          </Choice>
          <Choice checked={!on} disabled onChange={setOn}>
            {t("line-use-less")}
          </Choice>
        </State>
        <State name="radio">
          {WAYS.map((one) => (
            <Choice key={one} type="radio" name="gallery-way" checked={one === way} onChange={() => setWay(one)}>
              {t(`recognized-${one}`)}
            </Choice>
          ))}
        </State>
      </Kind>
      <Kind name="Switch">
        <State name={on ? "on" : "off"}>
          <Switch on={on} onChange={setOn}>
            {t("line-use-less")}
          </Switch>
        </State>
        <State name="disabled">
          <Switch on={on} disabled onChange={setOn}>
            {t("line-use-less")}
          </Switch>
        </State>
      </Kind>
    </>
  );
}
