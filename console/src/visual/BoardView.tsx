/** The sheets of a board with their visuals, kept current by the server. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore, type CSSProperties } from 'react';
import { Failure, live, visualData, type Board, type BoardRef, type Connection, type Sheet, type Visual, type VisualData } from '../api';
import { Colors } from '../charts/colors';
import { Note } from '../shell/Note';
import { Frame } from './Frame';

/** Charts are in a chunk of their own; it is asked for together with the board. */
const charts = () => void import('../charts/Chart');

interface Props {
  board: Board;
  sheet: Sheet;
  /** True: one below the other, whatever the layout says. */
  flow?: boolean;
}

export function BoardView({ board, sheet, flow = false }: Props) {
  const colors = useMemo(() => new Colors(), [board.id, board.kind]);
  const narrow = useNarrow();
  if (sheet.visuals.length === 0) {
    return (
      <Note title="This sheet is empty">
        <p className="muted">Add visuals to its definition with CreateDashboard or CreateAnalysis.</p>
      </Note>
    );
  }
  const inFlow = flow || narrow;
  const visuals = inFlow ? [...sheet.visuals].sort(byPlace) : sheet.visuals;
  const width = sheet.width === undefined || inFlow ? undefined : { maxWidth: sheet.width };
  return (
    <div className={inFlow ? 'sheet flow' : 'sheet'} style={width}>
      {visuals.map((visual) => (
        <VisualFrame key={visual.id} board={board} visual={visual} colors={colors} style={inFlow ? undefined : area(visual)} />
      ))}
    </div>
  );
}

function byPlace(a: Visual, b: Visual): number {
  return a.place.row - b.place.row || a.place.column - b.place.column;
}

function area({ place }: Visual): CSSProperties {
  return {
    gridColumn: `${place.column + 1} / span ${place.columnSpan}`,
    gridRow: `${place.row + 1} / span ${place.rowSpan}`,
  };
}

interface FrameProps {
  board: Board;
  visual: Visual;
  colors: Colors;
  style: CSSProperties | undefined;
}

function VisualFrame({ board, visual, colors, style }: FrameProps) {
  const key = visualKey(board, visual.id);
  const pushed = useQuery<VisualData | Failure>({ queryKey: [...key, 'pushed'], enabled: false, queryFn: () => Promise.reject(new Error()) });
  const late = useStreamIsLate();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => visualData(board, visual.id),
    // The stream fills it; a request of its own is made only where the stream does not.
    enabled: late && pushed.data === undefined,
    staleTime: Infinity,
    retry: false,
  });
  const failure = pushed.data instanceof Failure ? pushed.data : error;
  return (
    <Frame
      visual={visual}
      data={pushed.data instanceof Failure ? undefined : (pushed.data ?? data)}
      failure={pushed.data === undefined || pushed.data instanceof Failure ? failure : null}
      colors={colors}
      onRetry={() => void refetch()}
      style={style}
    />
  );
}

function visualKey(ref: BoardRef, visualId: string): unknown[] {
  return ['visual', ref.kind, ref.region, ref.id, visualId];
}

function useStreamIsLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 2500);
    return () => clearTimeout(timer);
  }, []);
  return late;
}

/** Opens the board's stream and keeps its visuals' data in the cache. */
export function useLive(ref: BoardRef | undefined): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const { kind, id, region } = ref ?? {};
  useEffect(charts, []);
  useEffect(() => {
    if (kind === undefined || id === undefined) return undefined;
    const board = { kind, id, region };
    const stream = live(
      board,
      (news) => {
        const pushed = 'error' in news ? new Failure(news.status, news.error) : news;
        client.setQueryData([...visualKey(board, news.visualId), 'pushed'], pushed);
      },
      setConnection,
    );
    return () => stream.close();
  }, [client, kind, id, region]);
  return connection;
}

const narrowWindow = typeof matchMedia === 'function' ? matchMedia('(max-width: 860px)') : undefined;

function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrowWindow?.addEventListener('change', listener);
      return () => narrowWindow?.removeEventListener('change', listener);
    },
    () => narrowWindow?.matches ?? false,
  );
}
