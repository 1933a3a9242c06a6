/** Rows as a table: a visual of its own, and what stands behind every chart. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Cell, DataColumn, VisualData } from '../api';
import { cell, numeric, utc } from '../format';

interface Order {
  column: number;
  descending: boolean;
}

export function DataTable({ data, label }: { data: VisualData; label: string }) {
  const [order, setOrder] = useState<Order | null>(null);
  const rows = useMemo(() => sorted(data.rows, order), [data.rows, order]);
  const turn = (column: number) =>
    setOrder((now) => (now?.column === column ? (now.descending ? null : { column, descending: true }) : { column, descending: false }));
  return (
    // Scrolls, so that a keyboard must reach it.
    <div className="grid-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {data.columns.map((column, index) => (
              <Head key={column.fieldId + index} column={column} order={order?.column === index ? order : null} onTurn={() => turn(index)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>{data.columns.map((column, at) => <Value key={at} value={row[at] ?? null} column={column} />)}</tr>
          ))}
          {data.others.map((row, index) => (
            <tr key={`other ${index}`} className="other">
              {data.columns.map((column, at) =>
                column.role === 'category' ? <td key={at}>Other</td> : <Value key={at} value={row[at] ?? null} column={column} />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column, order, onTurn }: { column: DataColumn; order: Order | null; onTurn: () => void }) {
  const direction = order === null ? undefined : order.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={isNumber(column) ? 'number' : ''} {...(direction === undefined ? {} : { 'aria-sort': direction })}>
      <button type="button" onClick={onTurn}>
        {column.label}
        {direction === 'ascending' && <ArrowUp size={12} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={12} aria-hidden />}
      </button>
    </th>
  );
}

function Value({ value, column }: { value: Cell; column: DataColumn }) {
  const classes = [isNumber(column) ? 'number' : '', value === null ? 'null' : ''].join(' ').trim();
  const hint = column.type === 'datetime' && typeof value === 'string' ? utc(value) : undefined;
  return (
    <td className={classes} title={hint}>
      {cell(value, column)}
    </td>
  );
}

function isNumber(column: DataColumn): boolean {
  return column.type === 'integer' || column.type === 'decimal';
}

export function sorted(rows: Cell[][], order: Order | null): Cell[][] {
  if (order === null) return rows;
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[order.column] ?? null, b[order.column] ?? null));
}

/** Nulls last when ascending. */
function compare(a: Cell, b: Cell): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const left = numeric(a);
  const right = numeric(b);
  if (left !== null && right !== null) return left - right;
  return String(a).localeCompare(String(b));
}
