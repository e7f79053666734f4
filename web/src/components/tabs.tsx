import type { JSX } from "preact";

/** What is new behind a tab: the figure, and the same in words. */
export interface Counted {
  figure: number;
  words: string;
}

interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly { name: Name; text: string; panel: string; count?: Counted | undefined }[];
  current: Name;
  onChoose: (name: Name) => void;
}

/** Tabs over panels with ids `panel`; arrow keys move between them. */
export function Tabs<Name extends string>({ label, tabs, current, onChoose }: TabsProps<Name>): JSX.Element {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const at = tabs.findIndex((tab) => tab.name === current);
    const next = tabs[(at + step * rtl + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.name);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[aria-controls="${next.panel}"]`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab.name === current}
          aria-controls={tab.panel}
          tabIndex={tab.name === current ? 0 : -1}
          onClick={() => onChoose(tab.name)}
        >
          {tab.text}
          {tab.count ? (
            <span class="tab-count">
              <span aria-hidden="true">{tab.count.figure}</span>
              <span class="unseen">{tab.count.words}</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
