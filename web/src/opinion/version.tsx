import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import "../design/versions.css";
import { Chip } from "../components/chip";
import { hasText, t } from "../texts/texts";
import { measuredWords } from "../viewer/figures";
import type { CitedImage, OpinionVersion } from "../wire/messages";
import { type Said, changedIn } from "./changed";
import { citedWords, dashed, qualityWords, shownThrough } from "./words";

const GROUP = 4;

interface VersionsProps {
  answers: readonly OpinionVersion[];
  /** Who signed. */
  name: string;
  /** One's own: it speaks as its author does. */
  own?: boolean;
  when: (ms: number) => string;
  /** Where each lies as it was signed; nothing for who may not have it. */
  signedAt?: (version: number) => string;
}

/** Every signed version beside the others, the newest first: none is ever edited, and none replaces another. */
export function Versions({ answers, ...rest }: VersionsProps): JSX.Element {
  return (
    <ol class="versions">
      {answers.toReversed().map((answer) => (
        <li key={answer.version}>
          <Version answer={answer} before={answers.find((one) => one.version === answer.version - 1)} last={answers.length} {...rest} />
        </li>
      ))}
    </ol>
  );
}

interface VersionProps extends Omit<VersionsProps, "answers"> {
  answer: OpinionVersion;
  before: OpinionVersion | undefined;
  /** The newest one's number. */
  last: number;
}

function Version({ answer, before, last, name, own, when, signedAt }: VersionProps): JSX.Element {
  const heading = useId();
  const facts = { version: answer.version, before: answer.version - 1 };
  return (
    <article class="version card" aria-labelledby={heading}>
      <header class="row row-apart">
        <h3 id={heading}>{t(before ? "version-amends" : last > 1 ? "version" : own ? "version-yours" : "version-only", facts)}</h3>
        {last === 1 ? null : answer.version < last ? <Chip>{t("version-amended-since")}</Chip> : <Chip tone="steer">{t("version-newest")}</Chip>}
      </header>
      <p class="quiet small">{t("version-signed-by", { name, time: when(answer.signed_ms) })}</p>
      <VersionBody version={answer} own={own === true} known={t(`version-known-${answer.revealed ? "yes" : answer.live ? "live" : "no"}`)}>
        <ChangedMind answer={answer} before={before} />
        {answer.reason ? (
          <p class="small" dir="auto">
            {t("version-reason", { reason: answer.reason })}
          </p>
        ) : null}
      </VersionBody>
      <details>
        <summary class="small quiet">{t("version-digest")}</summary>
        <span class="fingerprint" dir="ltr">
          {(answer.digest.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join(" ")}
        </span>
        {signedAt ? (
          <p>
            <a class="small" href={signedAt(answer.version)} download>
              {t("version-file")}
            </a>
          </p>
        ) : null}
      </details>
    </article>
  );
}

type Body = Pick<OpinionVersion, "position" | "confidence" | "urgency" | "next_step" | "next_step_words" | "text" | "images">;

interface BodyProps {
  version: Body;
  own: boolean;
  /** What its author knew of the first report, once it is signed. */
  known?: string;
  /** Between the position and the words. */
  children?: ComponentChildren;
}

/** What a version says, as it is signed. */
export function VersionBody({ version, own, known, children }: BodyProps): JSX.Element {
  const step = t(`reading-step-${dashed(version.next_step)}`);
  return (
    <>
      <p class="version-position">{positionWords(version.position, own)}</p>
      {children}
      <p class="version-text" dir="auto">
        {version.text}
      </p>
      <dl class="facts">
        <dt>{t("reading-confidence")}</dt>
        <dd>{t(`reading-confidence-${version.confidence}`)}</dd>
        <dt>{t("reading-urgency")}</dt>
        <dd>{t(`reading-urgency-${version.urgency}`)}</dd>
        <dt>{t("reading-step")}</dt>
        <dd dir="auto">{[step, version.next_step_words].filter(Boolean).join(": ")}</dd>
        {known ? <dt>{t("reading-first-report")}</dt> : null}
        {known ? <dd>{known}</dd> : null}
      </dl>
      <Images images={version.images} />
    </>
  );
}

/** "I differ" where its author reads it, "Differs" where anybody else does. */
function positionWords(position: string, own: boolean): string {
  return t(own ? `reading-position-${dashed(position)}` : `version-says-${dashed(position)}`);
}

const LABELS: Record<Said, string> = { position: "version-position", urgency: "reading-urgency", next_step: "reading-step" };

/** That somebody stands elsewhere than before is said, and from what to what. */
function ChangedMind({ answer, before }: Pick<VersionProps, "answer" | "before">): JSX.Element | null {
  const changed = changedIn(answer, before);
  if (!before || changed.length === 0) return null;
  const words = (of: OpinionVersion, what: Said): string => (what === "position" ? positionWords(of.position, false) : t(`${LABELS[what]}-${dashed(of[what])}`));
  return (
    <div class="stack stack-tight">
      <div>
        <Chip tone="attention">{t("version-changed", { before: before.version })}</Chip>
      </div>
      {changed.map((what) => (
        <span key={what} class="small">
          {t("version-changed-from", { what: t(LABELS[what]), before: words(before, what), after: words(answer, what) })}
        </span>
      ))}
    </div>
  );
}

/** The pictures an answer rests on, as reports cite them, and how well its author saw them. */
function Images({ images }: { images: readonly CitedImage[] }): JSX.Element {
  if (images.length === 0) return <p class="quiet small">{t("reading-rests-on-none")}</p>;
  return (
    <>
      <p class="field-label">{t("reading-rests-on")}</p>
      <ul class="version-images">
        {images.map((image) => (
          <li key={`${image.stack} ${image.pos}`}>
            <strong>
              <bdi dir="ltr">{citedWords(image.series_number, image.image_number)}</bdi>
              {image.frame > 1 ? ` · ${t("version-frame", { frame: image.frame })}` : ""}
            </strong>{" "}
            <span class="quiet small">
              {image.window ? <bdi dir="ltr">{shownThrough({ center: image.window[0], width: image.window[1] })}</bdi> : null}
              {image.window && seenWords(image) ? " · " : null}
              {seenWords(image)}
            </span>
            {image.caption ? <div dir="auto">{image.caption}</div> : null}
            {image.marks.map((mark) => (
              <div key={mark.id} class="quiet small" dir="auto">
                {[mark.text, ...measuredWords(mark)].filter(Boolean).join(" · ")}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How well it was seen, and on what. */
function seenWords({ quality, display, calibrated }: CitedImage): string {
  const on = hasText(`reading-display-${display}`) ? t(`reading-display-${display}`) : "";
  return [qualityWords(quality), on, calibrated ? t("reading-calibrated-short") : ""].filter(Boolean).join(" · ");
}
