/** From rows to series: what a chart draws, before it knows how. */
import type { Cell, DataColumn, VisualData } from '../api';
import { cell, numeric } from '../format';

export interface Series {
  name: string;
  /** What the series stands for among colours: the same key, the same colour. */
  key: string;
  values: (number | null)[];
}

export interface Shape {
  categories: string[];
  /** The cells behind the categories, for tooltips. */
  raw: Cell[];
  series: Series[];
  category: DataColumn | undefined;
  values: DataColumn[];
}

const OTHER = 'Other';

export function shape(data: VisualData): Shape {
  const at = (role: DataColumn['role']) => data.columns.findIndex((column) => column.role === role);
  const category = at('category');
  const color = at('color');
  const values = data.columns.map((column, index) => ({ column, index })).filter(({ column }) => column.role === 'value');
  const categories = new Map<string, { label: string; raw: Cell; position: number }>();
  const position = (row: Cell[], other: boolean) => {
    const raw = category < 0 ? null : (row[category] ?? null);
    const column = data.columns[category];
    const label = other ? OTHER : column === undefined ? '' : cell(raw, column);
    const key = other ? ' other' : JSON.stringify(raw);
    const known = categories.get(key);
    if (known !== undefined) return known.position;
    categories.set(key, { label, raw, position: categories.size });
    return categories.size - 1;
  };
  const series = new Map<string, Series>();
  const take = (row: Cell[], other: boolean) => {
    const place = position(row, other);
    for (const { column, index } of values) {
      const colorColumn = data.columns[color];
      const name = colorColumn === undefined ? column.label : cell(row[color], colorColumn);
      const key = colorColumn === undefined ? column.fieldId : JSON.stringify(row[color] ?? null);
      let one = series.get(key);
      if (one === undefined) {
        one = { name, key, values: [] };
        series.set(key, one);
      }
      while (one.values.length <= place) one.values.push(null);
      one.values[place] = numeric(row[index]);
    }
  };
  data.rows.forEach((row) => take(row, false));
  data.others.forEach((row) => take(row, true));
  for (const one of series.values()) while (one.values.length < categories.size) one.values.push(null);
  const inOrder = [...categories.values()];
  return {
    categories: inOrder.map(({ label }) => label),
    raw: inOrder.map(({ raw }) => raw),
    series: [...series.values()],
    category: data.columns[category],
    values: values.map(({ column }) => column),
  };
}

/** At most this many slices; the rest is one more. */
const SLICES = 7;

export interface Slice {
  name: string;
  value: number;
}

export function slices(data: VisualData): Slice[] {
  const { categories, series } = shape(data);
  const all = categories.map((name, index) => ({ name, value: series[0]?.values[index] ?? 0 }));
  if (all.length <= SLICES) return all;
  const shown = all.filter(({ name }) => name !== OTHER).slice(0, SLICES - 1);
  const rest = all.filter((slice) => !shown.includes(slice)).reduce((sum, { value }) => sum + value, 0);
  return [...shown, { name: OTHER, value: rest }];
}

/** Each row's part of its category, in percent. */
export function percentages(series: Series[]): Series[] {
  const totals = (series[0]?.values ?? []).map((_, index) =>
    series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0),
  );
  return series.map((one) => ({
    ...one,
    values: one.values.map((value, index) => {
      const total = totals[index] ?? 0;
      return value === null || total === 0 ? value : (value / total) * 100;
    }),
  }));
}
