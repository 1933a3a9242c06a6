import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Visual, VisualData } from '../src/api';
import { Failure } from '../src/api';
import { Colors } from '../src/charts/colors';
import { Frame } from '../src/visual/Frame';

afterEach(cleanup);

const visual: Visual = {
  id: 'v',
  kind: 'table',
  title: 'Clicks by dish',
  description: 'Count of records by element_clicked',
  dataSet: 'd',
  look: { orientation: 'horizontal', arrangement: 'clustered', line: 'line', dataLabels: false },
  place: { column: 0, row: 0, columnSpan: 36, rowSpan: 12 },
};

const data: VisualData = {
  visualId: 'v',
  columns: [
    { fieldId: 'c', label: 'element_clicked', role: 'category', type: 'string' },
    { fieldId: 'n', label: 'Count of records', role: 'value', type: 'integer' },
  ],
  rows: [['entree_1', 1234]],
  others: [],
  freshness: { live: true, asOf: '2026-11-23T14:02:00Z', leftOut: [] },
  sql: 'SELECT 1',
};

function show(more: Partial<VisualData>, failure: Error | null = null) {
  render(<Frame visual={visual} data={failure === null ? { ...data, ...more } : undefined} failure={failure} colors={new Colors()} onRetry={() => undefined} />);
}

test('a live visual says so', () => {
  show({});
  expect(screen.getByText('live')).toBeTruthy();
  expect(screen.getByText('1,234')).toBeTruthy();
});

test('a snapshot says of when it is', () => {
  show({ freshness: { live: false, asOf: new Date().toISOString(), leftOut: [] } });
  expect(screen.getByText(/^snapshot of \d\d:\d\d$/)).toBeTruthy();
});

test('what is left out can be read', () => {
  show({ freshness: { ...data.freshness, leftOut: ['Stream clicks is stalled.'] } });
  expect(screen.getByText('1 stream left out')).toBeTruthy();
});

test('a shortened visual says that there is more', () => {
  show({ shortenedTo: 2500 });
  expect(screen.getByText(/first 2,500 are shown/)).toBeTruthy();
});

test('a failure says what happened, and its request id', () => {
  show({}, new Failure(422, "The data set 'clicks' was deleted.", 'request-7'));
  expect(screen.getByRole('alert').textContent).toContain("The data set 'clicks' was deleted.");
  expect(screen.getByText('request-7')).toBeTruthy();
});

test('no rows yet is no failure', () => {
  show({ rows: [] });
  expect(screen.getByText('No rows yet')).toBeTruthy();
});

test('the table behind a chart is one key away', () => {
  render(<Frame visual={{ ...visual, kind: 'bar' }} data={data} failure={null} colors={new Colors()} onRetry={() => undefined} />);
  expect(screen.queryByRole('table')).toBeNull();
  fireEvent.keyDown(screen.getByLabelText('Clicks by dish'), { key: 't' });
  expect(screen.getByRole('table')).toBeTruthy();
});
