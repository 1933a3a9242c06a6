/** The only file that fetches. Shapes are those of the server's page documents. */

export type BoardKind = 'dashboard' | 'analysis';

export interface BoardSummary {
  kind: BoardKind;
  region: string;
  id: string;
  name: string;
  created: string;
  updated: string;
}

export interface BoardList {
  account: string;
  boards: BoardSummary[];
}

export type VisualKind = 'bar' | 'line' | 'pie' | 'kpi' | 'table';

export interface AxisLabel {
  visible: boolean;
  words?: string;
}

export interface Look {
  orientation: 'horizontal' | 'vertical';
  arrangement: 'clustered' | 'stacked' | 'stacked_percent';
  line: 'line' | 'area' | 'stacked_area';
  dataLabels: boolean;
  legend?: 'hidden' | 'auto' | 'right' | 'bottom' | 'top';
  categoryLabel?: AxisLabel;
  valueLabel?: AxisLabel;
}

export interface Place {
  column: number;
  row: number;
  columnSpan: number;
  rowSpan: number;
}

export interface Visual {
  id: string;
  kind: VisualKind;
  title?: string;
  subtitle?: string;
  description: string;
  dataSet: string;
  look: Look;
  place: Place;
}

export interface Sheet {
  id: string;
  name?: string;
  title?: string;
  description?: string;
  width?: string;
  visuals: Visual[];
}

export interface Board extends BoardSummary {
  account: string;
  sheets: Sheet[];
}

export type ColumnType = 'string' | 'integer' | 'decimal' | 'datetime' | 'boolean';
export type Cell = string | number | boolean | null;

export interface DataColumn {
  fieldId: string;
  label: string;
  role: 'category' | 'color' | 'value';
  type: ColumnType;
  granularity?: string;
}

export interface Freshness {
  live: boolean;
  asOf: string;
  leftOut: string[];
}

export interface VisualData {
  visualId: string;
  columns: DataColumn[];
  rows: Cell[][];
  others: Cell[][];
  shortenedTo?: number;
  freshness: Freshness;
  sql: string;
}

export interface VisualError {
  visualId: string;
  error: string;
  status: number;
}

export interface Demo {
  /** Where clicks are sent: the deployed stage of the demo's API. */
  eventsPath: string;
  /** What the events say in source_menu. */
  menu: string;
  board?: { kind: BoardKind; region: string; id: string };
}

/** Where a board is found. */
export interface BoardRef {
  kind: BoardKind;
  id: string;
  region?: string | undefined;
}

/** What the server answered instead, in words for a person. */
export class Failure extends Error {
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(status: number, message: string, requestId?: string) {
    super(message);
    this.status = status;
    this.requestId = requestId;
  }
}

async function failure(response: Response): Promise<Failure> {
  const requestId = response.headers.get('x-amzn-requestid') ?? response.headers.get('x-request-id') ?? undefined;
  let message = `The server answered ${response.status}.`;
  try {
    const body: unknown = await response.json();
    if (body !== null && typeof body === 'object') {
      const said = 'error' in body ? body.error : 'message' in body ? body.message : undefined;
      if (typeof said === 'string') message = said;
    }
  } catch {
    // Not JSON: the status has to do.
  }
  return new Failure(response.status, message, requestId);
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new Failure(0, 'The server does not answer. Check that millrace is running, then retry.');
  }
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
}

function boardPath(ref: BoardRef, rest = ''): string {
  const query = ref.region === undefined ? '' : `?region=${encodeURIComponent(ref.region)}`;
  return `/_/api/insight/${plural(ref.kind)}/${encodeURIComponent(ref.id)}${rest}${query}`;
}

export function plural(kind: BoardKind): 'dashboards' | 'analyses' {
  return kind === 'dashboard' ? 'dashboards' : 'analyses';
}

export function boards(): Promise<BoardList> {
  return ask('/_/api/insight/boards');
}

export function board(ref: BoardRef): Promise<Board> {
  return ask(boardPath(ref));
}

export function visualData(ref: BoardRef, visualId: string): Promise<VisualData> {
  return ask(boardPath(ref, `/visuals/${encodeURIComponent(visualId)}/data`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
}

/** Ended: the server refused the stream, and the browser does not ask again. */
export type Connection = 'connecting' | 'live' | 'lost' | 'ended';

export interface Live {
  close(): void;
}

/** Pushes of a board's visuals, for as long as it is open; the browser reconnects by itself. */
export function live(
  ref: BoardRef,
  onVisual: (data: VisualData | VisualError) => void,
  onState: (state: Connection) => void,
): Live {
  const query = new URLSearchParams({ kind: plural(ref.kind), id: ref.id });
  if (ref.region !== undefined) query.set('region', ref.region);
  const source = new EventSource(`/_/api/insight/live?${query}`);
  source.addEventListener('open', () => onState('live'));
  source.addEventListener('error', () => onState(source.readyState === EventSource.CLOSED ? 'ended' : 'lost'));
  source.addEventListener('visual', (event) => onVisual(JSON.parse(event.data) as VisualData | VisualError));
  return { close: () => source.close() };
}

export function demo(): Promise<Demo> {
  return ask('/_/api/demo');
}

export interface Click {
  element_clicked: string;
  time_spent: number;
  source_menu: string;
  created_at: string;
}

/** Sends an event to the deployed API as any web page would; resolves when it is accepted. */
export async function sendClick(path: string, click: Click): Promise<{ millis: number }> {
  const start = performance.now();
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(click),
    });
  } catch {
    throw new Failure(0, 'The API does not answer. Check that millrace is running.');
  }
  if (!response.ok) throw await failure(response);
  return { millis: performance.now() - start };
}
