/** Numbers and times as a person reads them. */
import type { Cell, DataColumn } from './api';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const full = new Intl.NumberFormat('en', { maximumFractionDigits: 10 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Null where the cell is no number. */
export function numeric(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string' && cell !== '' && Number.isFinite(Number(cell))) return Number(cell);
  return null;
}

export function number(value: number): string {
  return Number.isInteger(value) ? whole.format(value) : decimals.format(value);
}

export function exact(value: number): string {
  return full.format(value);
}

export function short(value: number): string {
  return Math.abs(value) >= 10_000 ? compact.format(value) : number(value);
}

const patterns: Record<string, Intl.DateTimeFormatOptions> = {
  year: { year: 'numeric' },
  quarter: { year: 'numeric', month: 'short' },
  month: { year: 'numeric', month: 'short' },
  week: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  hour: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false },
  minute: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false },
};

/** In the reader's zone; days and longer are the table's own, so that a day stays that day. */
export function time(iso: string, granularity: string | undefined): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const pattern = patterns[granularity ?? ''] ?? { dateStyle: 'medium', timeStyle: 'medium' };
  const coarse = granularity !== undefined && !['hour', 'minute', 'second', 'millisecond'].includes(granularity);
  return new Intl.DateTimeFormat('en', coarse ? { ...pattern, timeZone: 'UTC' } : pattern).format(date);
}

export function utc(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

export function cell(value: Cell | undefined, column: DataColumn): string {
  if (value === null || value === undefined) return '∅';
  if (column.type === 'datetime' && typeof value === 'string') return time(value, column.granularity);
  if (column.type === 'integer' || column.type === 'decimal') {
    const parsed = numeric(value);
    if (parsed !== null) return number(parsed);
  }
  return String(value);
}

/** "14:02", with the day where it is not today. */
export function clock(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const at = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false }).format(date);
  if (date.toDateString() === now.toDateString()) return at;
  return `${new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' }).format(date)}, ${at}`;
}

export function csv(columns: DataColumn[], rows: Cell[][]): string {
  const line = (cells: (Cell | undefined)[]) =>
    cells.map((value) => (value === null || value === undefined ? '' : quoted(String(value)))).join(',');
  return [line(columns.map((column) => column.label)), ...rows.map(line)].join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function quoted(text: string): string {
  const harmless = /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !Number.isFinite(Number(text))) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
