import { expect, test } from 'vitest';
import type { DataColumn } from '../src/api';
import { cell, clock, csv, number, numeric, short, time, utc } from '../src/format';

const column = (more: Partial<DataColumn>): DataColumn => ({ fieldId: 'f', label: 'l', role: 'category', type: 'string', ...more });

test.each([
  [0, '0'],
  [1234567, '1,234,567'],
  [28.416, '28.42'],
  [-0.5, '-0.5'],
])('%d reads %s', (value, text) => expect(number(value)).toBe(text));

test.each([
  [9_999, '9,999'],
  [12_300, '12.3K'],
  [4_000_000, '4M'],
])('%d on an axis reads %s', (value, text) => expect(short(value)).toBe(text));

test('a number that a double cannot hold comes as text and is a number still', () => {
  expect(numeric('12345678901234567890')).toBeCloseTo(1.2345678901234567e19);
  expect(numeric('entree_1')).toBeNull();
  expect(numeric('')).toBeNull();
  expect(numeric(null)).toBeNull();
});

test('a null is shown as such', () => expect(cell(null, column({}))).toBe('∅'));

test('a day stays that day in every zone', () => {
  expect(time('2026-11-23T00:00:00Z', 'day')).toBe('Nov 23, 2026');
  expect(time('2026-01-01T00:00:00Z', 'year')).toBe('2026');
});

test('what is no time is left as it is', () => expect(time('2022u201309u201311', 'day')).toBe('2022u201309u201311'));

test('utc is spelt out', () => expect(utc('2026-11-23T14:02:00Z')).toBe('2026-11-23 14:02:00 UTC'));

test('a snapshot of another day says the day', () => {
  const now = new Date(2026, 10, 23, 15, 0);
  expect(clock(new Date(2026, 10, 23, 14, 2).toISOString(), now)).toBe('14:02');
  expect(clock(new Date(2026, 10, 22, 14, 2).toISOString(), now)).toBe('Nov 22, 14:02');
});

test('an export is what a spreadsheet reads, and runs nothing in it', () => {
  const columns = [column({ label: 'a, "b"' }), column({ label: 'n' })];
  const rows = [
    ['x\ny', 1],
    ['=1+1', null],
    ['-5', -5],
    ['-cmd', 2],
  ];
  expect(csv(columns, rows)).toBe('"a, ""b""",n\r\n"x\ny",1\r\n\'=1+1,\r\n-5,-5\r\n\'-cmd,2\r\n');
});
