import { IconChevronDown } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
}

/** What a row has beyond its columns, behind a button at its end. */
export interface Disclosure<Row> {
  header: string;
  /** Names the button: which row's. */
  label: (row: Row) => string;
  content: (row: Row) => ReactNode;
}

interface RowProps<Row> {
  columns: readonly Column<Row>[];
  disclosure?: Disclosure<Row> | undefined;
}

interface DataTableProps<Row> extends RowProps<Row> {
  caption: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  busy?: boolean;
  /** Many columns of short facts. */
  dense?: boolean;
  /** Columns as wide as the style of their keys says: tables below one another stand in the same ones. */
  fixed?: boolean;
}

function TableRow<Row>({ row, columns, disclosure }: RowProps<Row> & { row: Row }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr role="row">
        {columns.map((column, index) =>
          index === 0 ? (
            <th key={column.key} role="rowheader" scope="row">
              {column.cell(row)}
            </th>
          ) : (
            <td key={column.key} role="cell" data-label={column.header}>
              <div className="cell">{column.cell(row)}</div>
            </td>
          ),
        )}
        {disclosure && (
          <td role="cell" className="table-more">
            <button
              type="button"
              className="row-opener"
              aria-label={disclosure.label(row)}
              aria-expanded={isOpen}
              aria-controls={id}
              title={disclosure.header}
              onClick={() => setOpen(!isOpen)}
            >
              <IconChevronDown size={18} aria-hidden="true" />
            </button>
          </td>
        )}
      </tr>
      {disclosure && isOpen && (
        <tr role="row" id={id} className="row-opened">
          <td role="cell" colSpan={columns.length + 1}>
            {disclosure.content(row)}
          </td>
        </tr>
      )}
    </>
  );
}

/**
 * A table; its first column heads each row. Narrow screens show every row as a card, by CSS alone; the roles are
 * spelled out because browsers drop them when the display type changes.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, disclosure, rows, rowKey, busy = false, dense = false, fixed = false } = props;
  return (
    <div className="table-frame" data-busy={busy || undefined}>
      <table role="table" className={`table${dense ? " table-dense" : ""}${fixed ? " table-fixed" : ""}`}>
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" data-column={column.key}>
                {column.header}
              </th>
            ))}
            {disclosure && (
              <th role="columnheader" scope="col" className="table-more">
                <span className="sr-only">{disclosure.header}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={columns} disclosure={disclosure} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
