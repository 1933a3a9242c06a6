import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { boards, plural, type BoardSummary } from '../../api';
import { clock } from '../../format';
import { FailureNote, Note, useAfter } from '../../shell/Note';
import { Shell } from '../../shell/Shell';
import './dashboards.css';

const SAMPLE = `aws quicksight create-dashboard \\
  --aws-account-id 000000000000 --dashboard-id menu \\
  --name "Menu" --definition file://definition.json`;

export default function ListPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['boards'], queryFn: boards, refetchInterval: 10_000 });
  const late = useAfter(200);
  return (
    <Shell trail={<h1>Dashboards</h1>} aside={<span className="where">{data?.account}</span>}>
      {error !== null && data === undefined && <FailureNote failure={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && late && <p className="caption">Loading dashboards</p>}
      {data !== undefined && (data.boards.length === 0 ? <Empty /> : <List boards={data.boards} />)}
    </Shell>
  );
}

function Empty() {
  return (
    <Note title="No dashboards yet">
      <p className="muted">
        A dashboard shows what your streams deliver, as it arrives. Make one with any AWS client, or run <code>millrace demo</code>{' '}
        to see one at work.
      </p>
      <pre className="sample" tabIndex={0}>
        {SAMPLE}
      </pre>
    </Note>
  );
}

function List({ boards: all }: { boards: BoardSummary[] }) {
  const [words, setWords] = useState('');
  const shown = all.filter((board) => `${board.name} ${board.id} ${board.region}`.toLowerCase().includes(words.toLowerCase()));
  return (
    <>
      <input
        type="search"
        className="filter"
        placeholder="Filter by name, id or region"
        aria-label="Filter dashboards"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">Id</th>
            <th scope="col">Region</th>
            <th scope="col">Updated</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((board) => (
            <tr key={`${board.kind} ${board.region} ${board.id}`}>
              <td>
                <Link to={`/_/console/${plural(board.kind)}/${encodeURIComponent(board.id)}?region=${board.region}`}>{board.name}</Link>
              </td>
              <td className="muted">{board.kind === 'dashboard' ? 'Dashboard' : 'Analysis'}</td>
              <td className="code muted">{board.id}</td>
              <td className="code muted">{board.region}</td>
              <td className="muted">{clock(board.updated)}</td>
            </tr>
          ))}
          {shown.length === 0 && (
            <tr>
              <td colSpan={5} className="muted">
                None fits “{words}”.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}
