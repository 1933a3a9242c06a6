import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { board as fetchBoard, Failure, type Board, type BoardKind, type Connection } from '../../api';
import { FailureNote, Note, useAfter } from '../../shell/Note';
import { Shell } from '../../shell/Shell';
import { BoardView, useLive } from '../../visual/BoardView';
import './dashboards.css';

export default function BoardPage({ kind }: { kind: BoardKind }) {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const region = search.get('region') ?? undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ['board', kind, id, region],
    queryFn: () => fetchBoard({ kind, id, region }),
    retry: false,
  });
  const connection = useLive(data);
  const late = useAfter(200);
  const name = data?.name ?? id;

  useEffect(() => {
    document.title = `${name} · Millrace`;
  }, [name]);

  return (
    <Shell
      trail={
        <>
          <Link to="/_/console">Dashboards</Link>
          <span className="slash" aria-hidden>
            /
          </span>
          <h1>{name}</h1>
        </>
      }
      aside={data !== undefined && <Where board={data} connection={connection} />}
    >
      {error instanceof Failure && error.status === 404 ? (
        <Note title={`There is no ${kind} “${id}”`}>
          <p className="muted">It may have been deleted, or it is in another region.</p>
          <Link className="button" to="/_/console">
            See all dashboards
          </Link>
        </Note>
      ) : (
        error !== null && data === undefined && <FailureNote failure={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && late && <p className="caption">Loading {name}</p>}
      {data !== undefined && <Sheets board={data} />}
    </Shell>
  );
}

function Where({ board, connection }: { board: Board; connection: Connection }) {
  return (
    <>
      {connection === 'lost' && (
        <span className="chip warn" role="status">
          Reconnecting
        </span>
      )}
      {connection === 'ended' && (
        <button type="button" className="chip warn" onClick={() => location.reload()}>
          No longer live. Reload
        </button>
      )}
      <span className="where">
        {board.region} · {board.account}
      </span>
    </>
  );
}

function Sheets({ board }: { board: Board }) {
  const [at, setAt] = useState(0);
  const sheet = board.sheets[at] ?? board.sheets[0];
  if (sheet === undefined) {
    return (
      <Note title="There is no sheet yet">
        <p className="muted">Add one to the definition with CreateDashboard or CreateAnalysis.</p>
      </Note>
    );
  }
  return (
    <>
      {board.sheets.length > 1 && (
        <div className="tabs" role="tablist" aria-label="Sheets">
          {board.sheets.map((one, index) => (
            <button
              key={one.id}
              type="button"
              role="tab"
              aria-selected={one.id === sheet.id}
              className="tab"
              onClick={() => setAt(index)}
            >
              {one.name ?? `Sheet ${index + 1}`}
            </button>
          ))}
        </div>
      )}
      {(sheet.title !== undefined || sheet.description !== undefined) && (
        <div className="sheet-head">
          {sheet.title !== undefined && <h2>{sheet.title}</h2>}
          {sheet.description !== undefined && <p className="muted">{sheet.description}</p>}
        </div>
      )}
      <BoardView board={board} sheet={sheet} />
    </>
  );
}
