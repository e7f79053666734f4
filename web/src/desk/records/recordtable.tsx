import type { ComponentChildren, JSX } from "preact";

interface RecordTableProps {
  /** What each column says, in words. */
  heads: readonly string[];
  class?: string;
  children: ComponentChildren;
}

/** Lines of a record, read on a page and in print; on a phone each line stands as a small card. */
export function RecordTable({ heads, class: extra, children }: RecordTableProps): JSX.Element {
  return (
    <table class={extra ? `record-table ${extra}` : "record-table"}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
