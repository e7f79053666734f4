import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Banner, Chip } from "../../components/chip";
import { t } from "../../texts/texts";
import type { CitedImage, OpinionVersion } from "../../wire/messages";
import { measuredWords, rounded } from "../../viewer/figures";
import { exactText } from "../format";
import { changedIn } from "./standing";
import { paperWords } from "./words";

const GROUP = 4;

/** Every signed version beside the others, the newest first: none replaces another. */
export function Versions({ id, answers }: { id: string; answers: readonly OpinionVersion[] }): JSX.Element {
  return (
    <section class="section" aria-labelledby="opinion-answer">
      <h2 id="opinion-answer">{t("opinion-answer")}</h2>
      <div class="versions">
        {[...answers].reverse().map((answer) => (
          <Version key={answer.version} id={id} answer={answer} before={answers.find((one) => one.version === answer.version - 1)} isNewest={answer.version === answers.length} />
        ))}
      </div>
      <Banner>{t("opinion-not-primary")}</Banner>
    </section>
  );
}

interface VersionProps {
  id: string;
  answer: OpinionVersion;
  before: OpinionVersion | undefined;
  isNewest: boolean;
}

function Version({ id, answer, before, isNewest }: VersionProps): JSX.Element {
  const heading = useId();
  const facts = { version: answer.version, before: answer.version - 1 };
  return (
    <article class="panel version" aria-labelledby={heading}>
      <div class="row">
        <h3 id={heading}>{t(before ? "opinion-version-amends" : "opinion-version", facts)}</h3>
        {isNewest && before ? <Chip tone="steer">{t("opinion-newest")}</Chip> : null}
      </div>
      <span class="quiet small">{t("opinion-signed", { when: exactText(answer.signed_ms) })}</span>
      <strong class="version-position">{paperWords("position", answer.position)}</strong>
      <ChangedMind answer={answer} before={before} />
      <p class="opinion-question" dir="auto">
        {answer.text}
      </p>
      {answer.reason ? (
        <p class="small" dir="auto">
          {t("opinion-reason", { reason: answer.reason })}
        </p>
      ) : null}
      <dl class="facts">
        <dt>{t("opinion-confidence")}</dt>
        <dd>{paperWords("confidence", answer.confidence)}</dd>
        <dt>{t("asking-urgency")}</dt>
        <dd>{paperWords("urgency", answer.urgency)}</dd>
        <dt>{t("opinion-next-step")}</dt>
        <dd>
          {paperWords("step", answer.next_step)} <span dir="auto">{answer.next_step_words}</span>
        </dd>
        <dt>{t("opinion-known")}</dt>
        <dd>{t(`paper-known-${answer.revealed ? "yes" : answer.live ? "live" : "no"}`)}</dd>
      </dl>
      <Images images={answer.images} />
      <details>
        <summary class="small quiet">{t("opinion-digest")}</summary>
        <span class="fingerprint" dir="ltr">
          {(answer.digest.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join(" ")}
        </span>
        <p>
          <a class="small" href={`/api/opinions/${id}/versions/${answer.version}/signed`} download>
            {t("reading-signed-file")}
          </a>
        </p>
      </details>
    </article>
  );
}

const SAID = { position: "position", urgency: "urgency", next_step: "step" } as const;

/** That somebody stands elsewhere than before is said, and from what to what. */
function ChangedMind({ answer, before }: Pick<VersionProps, "answer" | "before">): JSX.Element | null {
  const changed = changedIn(answer, before);
  if (!before || changed.length === 0) return null;
  return (
    <div class="stack stack-tight">
      <div>
        <Chip tone="attention">{t("opinion-changed")}</Chip>
      </div>
      {changed.map((what) => (
        <span key={what} class="small">
          {t("opinion-changed-from", {
            what: t(what === "urgency" ? "asking-urgency" : `opinion-${what.replace("_", "-")}`),
            before: paperWords(SAID[what], before[what]),
            after: paperWords(SAID[what], answer[what]),
          })}
        </span>
      ))}
    </div>
  );
}

/** The pictures an answer rests on, as reports cite them, and how well its author saw them. */
function Images({ images }: { images: readonly CitedImage[] }): JSX.Element {
  if (images.length === 0) return <p class="quiet small">{t("opinion-no-images")}</p>;
  return (
    <div class="stack stack-tight">
      <h4>{t("opinion-images")}</h4>
      <ul class="cited">
        {images.map((image) => (
          <li key={`${image.stack} ${image.pos}`}>
            <strong>
              <bdi dir="ltr">{citedWords(image)}</bdi>
            </strong>{" "}
            <span class="quiet small">
              {image.window ? (
                <>
                  <bdi dir="ltr">{t("paper-window-words", { center: rounded(image.window[0]), width: rounded(image.window[1]) })}</bdi> ·{" "}
                </>
              ) : null}
              {shownWords(image)}
            </span>
            {image.caption ? <div dir="auto">{image.caption}</div> : null}
            {image.marks.map((mark) => (
              <div key={mark.id} class="small">
                {[mark.text, ...measuredWords(mark)].filter(Boolean).join(" · ")}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function citedWords({ series_number, image_number, frame }: CitedImage): string {
  const cited = t(series_number === null ? "paper-cited-no-series" : "paper-cited", { series: series_number ?? "", image: image_number });
  return frame > 1 ? `${cited} · ${t("opinion-frame", { frame })}` : cited;
}

function shownWords({ quality, display, calibrated }: CitedImage): string {
  return [
    t("opinion-quality", { quality: paperWords("quality", quality || "unknown") }),
    paperWords("display", display || "undeclared"),
    calibrated ? t("paper-display-calibrated") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
