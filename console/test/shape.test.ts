import { expect, test } from 'vitest';
import type { Cell, DataColumn, VisualData } from '../src/api';
import { Colors } from '../src/charts/colors';
import { percentages, shape, slices } from '../src/charts/shape';
import { tooltip } from '../src/charts/tooltip';
import { sorted } from '../src/visual/DataTable';

const category: DataColumn = { fieldId: 'c', label: 'element_clicked', role: 'category', type: 'string' };
const color: DataColumn = { fieldId: 'k', label: 'menu', role: 'color', type: 'string' };
const value: DataColumn = { fieldId: 'v', label: 'Count of records', role: 'value', type: 'integer' };

function data(columns: DataColumn[], rows: Cell[][], others: Cell[][] = []): VisualData {
  return { visualId: 'v', columns, rows, others, freshness: { live: true, asOf: '', leftOut: [] }, sql: '' };
}

test('one series of one value, in the order of the rows', () => {
  const { categories, series } = shape(data([category, value], [['b', 3], ['a', 1], [null, 2]], [[null, 9]]));
  expect(categories).toEqual(['b', 'a', '∅', 'Other']);
  expect(series).toEqual([{ name: 'Count of records', key: 'v', values: [3, 1, 2, 9] }]);
});

test('a series for each colour, with gaps where a category lacks it', () => {
  const { categories, series } = shape(data([category, color, value], [['a', 'x', 1], ['a', 'y', 2], ['b', 'y', 3]], [[null, 'x', 4]]));
  expect(categories).toEqual(['a', 'b', 'Other']);
  expect(series.map(({ name, values }) => [name, values])).toEqual([
    ['x', [1, null, 4]],
    ['y', [2, 3, null]],
  ]);
});

test('values without a category are one bar', () => {
  const { categories, series } = shape(data([value], [[7]]));
  expect(categories).toEqual(['']);
  expect(series[0]?.values).toEqual([7]);
});

test('at most seven slices, and nothing is lost', () => {
  const rows = [...'abcdefghij'].map((name, index): Cell[] => [name, 10 - index]);
  const parts = slices(data([category, value], rows));
  expect(parts).toHaveLength(7);
  expect(parts.at(-1)).toEqual({ name: 'Other', value: 4 + 3 + 2 + 1 });
});

test('percentages of each category add up to a hundred', () => {
  const shaped = shape(data([category, color, value], [['a', 'x', 1], ['a', 'y', 3]]));
  expect(percentages(shaped.series).map(({ values }) => values)).toEqual([[25], [75]]);
});

test('the same value keeps its colour', () => {
  const colors = new Colors();
  expect([colors.of('x'), colors.of('y'), colors.of('x')]).toEqual([0, 1, 0]);
});

test('what stands in the data stays text in a tooltip', () => {
  const box = tooltip('<img src=x onerror=alert(1)>', [{ color: 'red', name: '<b>', value: '1' }], undefined);
  expect(box.querySelector('img')).toBeNull();
  expect(box.textContent).toContain('<img src=x onerror=alert(1)>');
});

test('a table sorts numbers as numbers and keeps nulls last', () => {
  const rows: Cell[][] = [['a', 10], ['b', null], ['c', 9]];
  expect(sorted(rows, { column: 1, descending: false }).map(([name]) => name)).toEqual(['c', 'a', 'b']);
});
