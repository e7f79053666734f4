import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../components/button";
import { IconButton } from "../components/iconbutton";
import { TextArea } from "../components/textarea";
import type { Channel, Draft } from "../store/drafts";
import { t } from "../texts/texts";

export interface WritingProps {
  channel: Channel;
  draft: ReadonlySignal<Draft>;
  onChange: (changes: Partial<Draft>) => void;
  onSend: () => void;
  /** Who will read it, in words; empty where there is only one place to write. */
  readers: string;
  /** The attached picture, small. */
  attached: JSX.Element | null;
  /** Put the picture in view to the line, or take it away; null: there is none now. */
  onAttach: (() => void) | null;
  /** To the other place. */
  onSwitch: (() => void) | null;
}

const LONGEST = 4000;

/** Where one writes: it says who will read it, in words and color, before anything is sent. */
export function Writing(props: WritingProps): JSX.Element {
  const { channel, draft, onChange, onSend, readers, attached, onAttach, onSwitch } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, picture } = draft.value;
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (onSwitch && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      onSwitch();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      onSend();
    }
  };
  const attach = (): void => {
    onAttach?.();
    field.current?.focus();
  };
  return (
    <form
      class={`chat-write chat-write-${channel}`}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {readers ? (
        <p class="chat-readers" id="chat-readers" title={readers}>
          {readers}
        </p>
      ) : null}
      {attached ? (
        <div class="chat-attached">
          {attached}
          <IconButton label={t("picture-detach")} onClick={() => onChange({ picture: null })}>
            ×
          </IconButton>
        </div>
      ) : null}
      <div class="chat-write-row">
        <TextArea
          field={field}
          class="chat-input"
          label={t(`chat-placeholder-${channel}`)}
          unseen
          describedBy={readers ? "chat-readers" : undefined}
          rows={1}
          maxLength={LONGEST}
          value={text}
          placeholder={t(`chat-placeholder-${readers ? channel : "short"}`)}
          data-chat-input
          onText={(said) => onChange({ text: said })}
          onKeyDown={key}
        />
        {onAttach && !picture ? (
          <IconButton label={t("picture-attach")} looks="plain" onClick={attach}>
            <span class="attach-mark" aria-hidden="true" />
          </IconButton>
        ) : null}
        <Button looks="primary" type="submit" class="chat-send" disabled={text.trim() === "" && !picture}>
          {t("chat-send")}
        </Button>
      </div>
    </form>
  );
}
