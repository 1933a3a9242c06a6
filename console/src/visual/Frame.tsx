/** A visual's frame: title, how current it is, what it leaves out, and a menu. */
import { ChartColumn, Code, Download, MoreHorizontal, Table2 } from 'lucide-react';
import { lazy, Suspense, useState, type CSSProperties, type KeyboardEvent } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from 'react-aria-components';
import type { Visual, VisualData } from '../api';
import type { Colors } from '../charts/colors';
import { cell, clock, csv, exact, number, numeric } from '../format';
import { FailureNote, Note, useAfter } from '../shell/Note';
import { DataTable } from './DataTable';
import './visual.css';

const Chart = lazy(() => import('../charts/Chart'));

interface Props {
  visual: Visual;
  data: VisualData | undefined;
  failure: Error | null;
  colors: Colors;
  onRetry: () => void;
  style?: CSSProperties | undefined;
}

export function Frame({ visual, data, failure, colors, onRetry, style }: Props) {
  const [asTable, setAsTable] = useState(false);
  const [query, setQuery] = useState(false);
  const title = visual.title ?? visual.description;
  const canTurn = visual.kind !== 'table' && visual.kind !== 'kpi';

  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === 't' && canTurn && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      setAsTable(!asTable);
      event.preventDefault();
    }
  };

  const act = (key: string | number) => {
    if (key === 'table') setAsTable(!asTable);
    if (key === 'query') setQuery(true);
    if (key === 'csv' && data !== undefined) save(`${title}.csv`, csv(data.columns, [...data.rows, ...data.others]));
  };

  return (
    <section
      className={`frame ${visual.kind}`}
      style={style}
      aria-label={title}
      tabIndex={canTurn ? 0 : undefined}
      onKeyDown={onKey}
      data-visual={visual.id}
    >
      <header className="frame-head">
        <div className="frame-words">
          {visual.title !== undefined && <h2 title={visual.title}>{visual.title}</h2>}
          {visual.subtitle !== undefined && <p className="caption">{visual.subtitle}</p>}
        </div>
        <div className="frame-aside">
          {data !== undefined && visual.kind !== 'kpi' && <Currency data={data} />}
          <MenuTrigger>
            <Button className="button quiet icon" aria-label={`Menu of ${title}`}>
              <MoreHorizontal size={16} aria-hidden />
            </Button>
            <Popover placement="bottom end" offset={2}>
              <Menu className="menu" onAction={act} disabledKeys={data === undefined ? ['csv', 'query', 'table'] : []}>
                {canTurn && (
                  <MenuItem id="table" textValue={asTable ? 'Show chart' : 'Show table'}>
                    {asTable ? <ChartColumn size={16} aria-hidden /> : <Table2 size={16} aria-hidden />}
                    {asTable ? 'Show chart' : 'Show table'}
                    <kbd>T</kbd>
                  </MenuItem>
                )}
                <MenuItem id="csv" textValue="Export CSV">
                  <Download size={16} aria-hidden />
                  Export CSV
                </MenuItem>
                <MenuItem id="query" textValue="Open query">
                  <Code size={16} aria-hidden />
                  Open query
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        </div>
      </header>
      <div className="frame-body">
        <Body visual={visual} data={data} failure={failure} colors={colors} asTable={asTable} title={title} onRetry={onRetry} />
      </div>
      {data !== undefined && visual.kind === 'kpi' && (
        <footer className="frame-foot aside">
          <Currency data={data} />
        </footer>
      )}
      {data?.shortenedTo !== undefined && (
        <footer className="frame-foot">The first {number(data.shortenedTo)} are shown. There are more.</footer>
      )}
      {data !== undefined && <QueryDialog title={title} sql={data.sql} live={data.freshness.live} open={query} onOpen={setQuery} />}
    </section>
  );
}

interface BodyProps {
  visual: Visual;
  data: VisualData | undefined;
  failure: Error | null;
  colors: Colors;
  asTable: boolean;
  title: string;
  onRetry: () => void;
}

function Body({ visual, data, failure, colors, asTable, title, onRetry }: BodyProps) {
  if (failure !== null) return <FailureNote failure={failure} onRetry={onRetry} />;
  if (data === undefined) return <Bones />;
  if (visual.kind === 'kpi') return <Kpi data={data} />;
  if (data.rows.length === 0) {
    return (
      <Note title="No rows yet">
        <p className="muted">The data set answers with no rows for this visual. The first event that fits appears here by itself.</p>
      </Note>
    );
  }
  if (visual.kind === 'table' || asTable) return <DataTable data={data} label={title} />;
  return (
    <Suspense fallback={<Bones />}>
      <Chart visual={visual} data={data} colors={colors} />
    </Suspense>
  );
}

function Kpi({ data }: { data: VisualData }) {
  const value = data.rows[0]?.[0] ?? null;
  const column = data.columns[0];
  const parsed = numeric(value);
  return (
    <p className="kpi-value" title={parsed === null ? undefined : exact(parsed)}>
      {column === undefined ? '' : cell(value, column)}
    </p>
  );
}

/** Live, or the snapshot's time; and what is left out. */
function Currency({ data }: { data: VisualData }) {
  const { live, asOf, leftOut } = data.freshness;
  return (
    <>
      {leftOut.length > 0 && (
        <DialogTrigger>
          <Button className="chip warn">{leftOut.length === 1 ? '1 stream left out' : `${leftOut.length} streams left out`}</Button>
          <Popover placement="bottom end" offset={4}>
            <Dialog className="menu note" aria-label="What is left out">
              {leftOut.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </Dialog>
          </Popover>
        </DialogTrigger>
      )}
      <span className="chip" title={live ? `Read at ${clock(asOf)}` : 'Changed by an ingestion alone'}>
        <span className={live ? 'dot' : 'dot hollow'} aria-hidden />
        {live ? 'live' : `snapshot of ${clock(asOf)}`}
      </span>
    </>
  );
}

function Bones() {
  const late = useAfter(200);
  if (!late) return null;
  return (
    <div className="bones" role="status" aria-label="Loading">
      {[86, 64, 48, 30].map((width) => (
        <span key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

interface QueryProps {
  title: string;
  sql: string;
  live: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function QueryDialog({ title, sql, live, open, onOpen }: QueryProps) {
  const [copied, setCopied] = useState(false);
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={onOpen} isDismissable>
      <Modal>
        <Dialog className="dialog">
          <div className="row">
            <Heading slot="title" level={2}>
              Query of {title}
            </Heading>
            <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(sql).then(() => setCopied(true))}>
              {copied ? 'Copied' : 'Copy'}
            </button>
            <button type="button" className="button quiet" onClick={() => onOpen(false)}>
              Close
            </button>
          </div>
          <pre tabIndex={0}>{sql}</pre>
          <p className="caption">
            Made on the server from the visual's fields and filters. {live ? 'It runs in Athena as it stands.' : 'It ran over the snapshot.'}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
