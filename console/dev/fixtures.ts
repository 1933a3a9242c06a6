/** A back end for `npm run dev` alone: a few dishes, counted in memory. None of it is built into the page. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';

const counts = new Map<string, number>([
  ['entree_1', 42],
  ['entree_4', 31],
  ['drink_3', 27],
  ['entree_2', 22],
  ['drink_1', 15],
  ['drink_2', 9],
  ['entree_3', 8],
]);
const streams = new Set<ServerResponse>();

const summary = (kind: string, id: string, name: string) => ({
  kind,
  region: 'us-east-1',
  id,
  name,
  created: '2026-11-23T14:02:00Z',
  updated: '2026-11-23T14:02:00Z',
});

const look = { orientation: 'horizontal', arrangement: 'clustered', line: 'line', dataLabels: false };
const visual = (id: string, kind: string, title: string, place: number[], more = {}) => ({
  id,
  kind,
  title,
  description: title,
  dataSet: 'my_ingested_data',
  look: { ...look, ...more },
  place: { column: place[0], row: place[1], columnSpan: place[2], rowSpan: place[3] },
});

const board = {
  ...summary('dashboard', 'menu', 'What guests look at'),
  account: '000000000000',
  sheets: [
    {
      id: 's1',
      visuals: [
        visual('clicks', 'bar', 'Clicks by dish', [0, 5, 20, 14]),
        visual('total', 'kpi', 'Clicks', [0, 0, 12, 5]),
        visual('average', 'kpi', 'Average time on the page (s)', [12, 0, 12, 5]),
        visual('menus', 'kpi', 'Menus', [24, 0, 12, 5]),
        visual('time', 'bar', 'Time by hour and menu', [20, 5, 16, 14], { orientation: 'vertical', arrangement: 'stacked' }),
        visual('hours', 'line', 'Clicks by hour', [0, 19, 18, 12]),
        visual('share', 'pie', 'Share by dish', [18, 19, 18, 12]),
        visual('rows', 'table', 'Last events', [0, 31, 18, 10]),
        visual('broken', 'bar', 'A data set that is gone', [18, 31, 18, 10]),
      ],
    },
  ],
};

const value = (label: string, type = 'integer') => ({ fieldId: label, label, role: 'value', type });
const by = (label: string, role = 'category') => ({ fieldId: label, label, role, type: 'string' });
const hour = { fieldId: 'hour', label: 'created_at', role: 'category', type: 'datetime', granularity: 'hour' };
const hours = [...Array(10).keys()].map((index) => `2026-11-23T${String(8 + index).padStart(2, '0')}:00:00Z`);

function data(id: string) {
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  const answer = {
    visualId: id,
    columns: [by('element_clicked'), value('Count of records')] as unknown[],
    rows: rows as unknown[][],
    others: [] as unknown[][],
    freshness: { live: true, asOf: new Date().toISOString(), leftOut: [] as string[] },
    sql: 'SELECT "element_clicked", count(*) AS "records_count"\nFROM "default"."my_ingested_data"\nGROUP BY "element_clicked"\nORDER BY "records_count" DESC, "element_clicked"\nLIMIT 2501',
  };
  if (id === 'broken') return { visualId: id, error: "The data set 'clicks' was deleted. Create it anew, or delete this visual.", status: 422 };
  if (id === 'total') return { ...answer, columns: [value('Count of records')], rows: [[total]] };
  if (id === 'average') return { ...answer, columns: [value('Average of time_spent', 'decimal')], rows: [[28.416]] };
  if (id === 'menus')
    return {
      ...answer,
      columns: [value('Distinct count of source_menu')],
      rows: [[3]],
      freshness: { ...answer.freshness, leftOut: ['Stream clicks is stalled since 13:58: its bucket refuses writes.'] },
    };
  if (id === 'hours') return { ...answer, columns: [hour, value('Count of records')], rows: hours.map((at, index) => [at, index === 4 ? null : 10 + ((index * 7) % 13)]) };
  if (id === 'time')
    return {
      ...answer,
      columns: [hour, by('source_menu', 'color'), value('Sum of time_spent')],
      rows: hours.slice(0, 7).flatMap((at, index) => ['lunch', 'dinner', 'bar'].map((menu, menuIndex) => [at, menu, 20 + ((index * 31 + menuIndex * 17) % 60)])),
      freshness: { live: false, asOf: '2026-11-23T14:02:00Z', leftOut: [] },
    };
  if (id === 'rows')
    return { ...answer, columns: [by('element_clicked'), value('time_spent'), by('created_at')], rows: rows.map(([name, count]) => [name, count, '2026-11-23 19:04:11']), shortenedTo: 7 };
  return answer;
}

function push(ids: string[]): void {
  for (const stream of streams) for (const id of ids) stream.write(`event: visual\ndata: ${JSON.stringify(data(id))}\n\n`);
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

const handler: Connect.NextHandleFunction = (request, response, next) => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const json = (value: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': '4f5c9a52-2f0e-4f7c-9a39-0d2a8a1d7c11' });
    response.end(JSON.stringify(value));
  };
  if (path === '/_/api/demo') json({ eventsPath: '/restapis/a1b2c3d4e5/test/_user_request_/poc', menu: 'restaurant_name', board: { kind: 'dashboard', region: 'us-east-1', id: 'menu' } });
  else if (path === '/_/api/insight/boards') json({ account: '000000000000', boards: [summary('dashboard', 'menu', 'What guests look at'), summary('analysis', 'my_ingested_data', 'my_ingested_data')] });
  else if (path === '/_/api/insight/dashboards/menu') json(board);
  else if (path.endsWith('/live')) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    streams.add(response);
    response.on('close', () => streams.delete(response));
    setTimeout(() => push(board.sheets[0]?.visuals.map(({ id }) => id) ?? []), 400);
  } else if (path.endsWith('/data')) json(data(path.split('/').at(-2) ?? ''));
  else if (path.startsWith('/_/api/')) json({ message: 'There is no such thing here.' }, 404);
  else if (path.startsWith('/restapis/')) {
    void body(request).then((text) => {
      const { element_clicked: element } = JSON.parse(text) as { element_clicked: string };
      counts.set(element, (counts.get(element) ?? 0) + 1);
      json({ RecordId: 'x' });
      push(['clicks', 'total', 'share', 'rows']);
    });
  } else if (/^\/_\/demo$/.test(path)) {
    request.url = '/_/console/';
    next();
  } else next();
};

export function fixtures(): Plugin {
  return {
    name: 'millrace-fixtures',
    configureServer: (server) => void server.middlewares.use(handler),
    configurePreviewServer: (server) => void server.middlewares.use(handler),
  };
}
