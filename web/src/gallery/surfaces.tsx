import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Banner, Chip, type Tone } from "../components/chip";
import { Button } from "../components/button";
import { KeyList } from "../components/keylist";
import { Loading } from "../components/loading";
import { Nothing } from "../components/nothing";
import { Panel } from "../components/panel";
import { Progress } from "../components/progress";
import { Tabs } from "../components/tabs";
import { t } from "../texts/texts";
import { Kind, LONG_NAME, LONG_WORD, State } from "./specimen";

const TONES: readonly Tone[] = ["plain", "fine", "attention", "stop", "steer"];
const PLACES = ["today", "studies", "records"] as const;

/** What things stand on, and what says how they are. */
export function Surfaces(): JSX.Element {
  const [place, setPlace] = useState<(typeof PLACES)[number]>("today");
  return (
    <>
      <Kind name="Chip">
        {TONES.map((tone) => (
          <State key={tone} name={tone}>
            <Chip tone={tone}>{t("waits-here")}</Chip>
          </State>
        ))}
      </Kind>
      <Kind name="Banner">
        {TONES.map((tone) => (
          <State key={tone} name={tone} wide>
            <Banner tone={tone}>
              <span class="grow">{t("error-unreachable")}</span>
              {tone === "attention" ? <Button>{t("new-link")}</Button> : null}
            </Banner>
          </State>
        ))}
      </Kind>
      <Kind name="Panel">
        <State name="plain">
          <Panel heading={t("nav-studies")} onward={<Button>{t("new-consult")}</Button>}>
            <p class="quiet">{t("begin-studies-more")}</p>
          </Panel>
        </State>
        <State name="no heading shown">
          <Panel label={t("nav-records")}>
            <p>{t("today-free")}</p>
          </Panel>
        </State>
        <State name="stop">
          <Panel heading={t("cancel-consult")} tone="stop">
            <p>{t("today-free")}</p>
          </Panel>
        </State>
        <State name="attention, a long name">
          <Panel heading={LONG_NAME} tone="attention">
            <p>{LONG_WORD}</p>
          </Panel>
        </State>
      </Kind>
      <Kind name="List row">
        <State name="rows" wide>
          <Panel heading={t("nav-records")}>
            {["Dr Lee", LONG_NAME, LONG_WORD].map((name) => (
              <div key={name} class="list-row">
                <strong>{name}</strong>
                <Button>{t("show-code")}</Button>
              </div>
            ))}
          </Panel>
        </State>
      </Kind>
      <Kind name="Tabs">
        <State name="three, one counted">
          <Tabs
            label={t("nav-records")}
            current={place}
            onChoose={setPlace}
            tabs={PLACES.map((name) => ({
              name,
              text: t(`nav-${name}`),
              panel: `gallery-${name}`,
              count: name === "records" && place !== "records" ? { figure: 3, words: "3" } : undefined,
            }))}
          />
          {PLACES.map((name) => (
            <div key={name} id={`gallery-${name}`} role="tabpanel" hidden={name !== place}>
              {t(`nav-${name}`)}
            </div>
          ))}
        </State>
      </Kind>
      <Kind name="Nothing">
        <State name="teaches" wide>
          <Nothing heading={t("begin-heading")} onward={<Button looks="primary">{t("begin-go")}</Button>}>
            <p>{t("begin-studies-more")}</p>
          </Nothing>
        </State>
      </Kind>
      <Kind name="Loading">
        <State name="three lines">
          <Loading />
        </State>
      </Kind>
      <Kind name="Progress">
        <State name="42 %">
          <Progress label={t("begin-studies")} done={0.42} words="42 %" />
        </State>
        <State name="not known yet">
          <Progress label={t("begin-studies")} done={undefined} words={t("loading")} />
        </State>
      </Kind>
      <Kind name="KeyList">
        <State name="all" wide>
          <KeyList />
        </State>
      </Kind>
    </>
  );
}
