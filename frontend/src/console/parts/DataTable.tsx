import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  busy?: boolean;
  /** Many columns of short facts. */
  dense?: boolean;
}

/**
 * A table; its first column heads each row. Narrow screens show every row as a card, by CSS alone; the roles are
 * spelled out because browsers drop them when the display type changes.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, busy = false, dense = false }: DataTableProps<Row>) {
  return (
    <div className="table-frame" data-busy={busy || undefined}>
      <table role="table" className={dense ? "table table-dense" : "table"}>
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col">
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
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
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
