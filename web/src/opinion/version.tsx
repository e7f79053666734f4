import type { JSX } from "preact";
import { Chip } from "../components/chip";
import { t } from "../texts/texts";
import type { CitedImage, OpinionVersion } from "../wire/messages";
import { citedWords, dashed, figure, momentWords, qualityWords, shownThrough } from "./words";

interface VersionsProps {
  answers: readonly OpinionVersion[];
  name: string;
  nowMs: number;
  /** Where one's own lie as they were signed; nothing for others'. */
  signedAt?: (version: number) => string;
}

/** Every signed version, the newest first; none is ever edited. */
export function Versions({ answers, name, nowMs, signedAt }: VersionsProps): JSX.Element {
  return (
    <ol class="versions">
      {answers.toReversed().map((one) => (
        <li key={one.version}>
          <article class="version card" aria-label={t("reading-version", { version: one.version })}>
            <header class="row row-apart">
              <strong>{answers.length > 1 ? t("reading-version", { version: one.version }) : t("reading-signed-opinion")}</strong>
              {one.version < answers.length ? <Chip>{t("reading-amended-since")}</Chip> : <Chip tone="fine">{t("reading-signed")}</Chip>}
            </header>
            <p class="quiet small">{t("reading-signed-by", { name, time: momentWords(one.signed_ms, nowMs) })}</p>
            {one.reason ? <p class="small">{t("reading-reason-was", { reason: one.reason })}</p> : null}
            <VersionBody version={one} />
            <p class="quiet small">
              {t(one.revealed ? "reading-knew" : "reading-knew-not")} {one.live ? t("reading-live") : ""}
            </p>
            <p class="quiet small version-digest">
              {t("reading-digest")} <span dir="ltr">{one.digest.slice(0, 16)}</span>
            </p>
            {signedAt ? (
              <a class="small" href={signedAt(one.version)} download>
                {t("reading-signed-file")}
              </a>
            ) : null}
          </article>
        </li>
      ))}
    </ol>
  );
}

type Body = Pick<OpinionVersion, "position" | "confidence" | "urgency" | "next_step" | "next_step_words" | "text" | "images">;

/** What a version says, as it is signed. */
export function VersionBody({ version }: { version: Body }): JSX.Element {
  const step = t(`reading-step-${dashed(version.next_step)}`);
  return (
    <>
      <p class="version-position">{t(`reading-position-${dashed(version.position)}`)}</p>
      <dl class="facts">
        <dt>{t("reading-confidence")}</dt>
        <dd>{t(`reading-confidence-${version.confidence}`)}</dd>
        <dt>{t("reading-urgency")}</dt>
        <dd>{t(`reading-urgency-${version.urgency}`)}</dd>
        <dt>{t("reading-step")}</dt>
        <dd dir="auto">{[step, version.next_step_words].filter(Boolean).join(": ")}</dd>
      </dl>
      <p class="version-text" dir="auto">
        {version.text}
      </p>
      {version.images.length > 0 ? (
        <>
          <p class="field-label">{t("reading-rests-on")}</p>
          <ul class="version-images">
            {version.images.map((image) => (
              <li key={`${image.stack} ${image.pos}`}>
                <strong dir="ltr">{citedWords(image.series_number, image.image_number)}</strong>{" "}
                <span class="quiet small">
                  <span dir="ltr">{windowWords(image)}</span> {seenWords(image)}
                </span>
                {image.caption ? <p dir="auto">{image.caption}</p> : null}
                <Marks image={image} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p class="quiet small">{t("reading-rests-on-none")}</p>
      )}
    </>
  );
}

/** What was drawn on it and measures something. */
function Marks({ image }: { image: CitedImage }): JSX.Element | null {
  if (image.marks.length === 0) return null;
  const figures = image.marks.flatMap((mark) => mark.measured.map(({ value, unit }) => `${figure(value)} ${unit}`));
  return (
    <p class="quiet small">
      {t("reading-marks", { count: image.marks.length })} <span dir="ltr">{figures.join(" · ")}</span>
    </p>
  );
}

function windowWords({ window }: CitedImage): string {
  return window ? shownThrough({ center: window[0], width: window[1] }) : "";
}

/** How well it was seen, and on what. */
function seenWords(image: CitedImage): string {
  const display = image.display ? t(`reading-display-${image.display}`) : "";
  return [qualityWords(image.quality), display, image.calibrated ? t("reading-calibrated-short") : ""].filter(Boolean).join(" · ");
}
