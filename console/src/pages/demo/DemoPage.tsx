import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { board as fetchBoard, demo as fetchDemo, Failure, plural, sendClick, type Click, type Demo } from '../../api';
import { number } from '../../format';
import { FailureNote, Note, useAfter } from '../../shell/Note';
import { Shell } from '../../shell/Shell';
import { BoardView, useLive } from '../../visual/BoardView';
import { click } from './clicks';
import './demo.css';
import { COURSES, type Dish } from './menu';

export default function DemoPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['demo'], queryFn: fetchDemo, retry: false, staleTime: Infinity });
  const late = useAfter(200);
  useEffect(() => {
    document.title = 'Restaurant menu · Millrace';
  }, []);
  return (
    <Shell trail={<h1>Restaurant menu</h1>}>
      {error instanceof Failure && error.status === 404 ? (
        <Note title="The demo is not set up here">
          <p className="muted">
            Run <code>millrace demo</code>. It makes the API, the stream, the table and the dashboard that this page works with.
          </p>
        </Note>
      ) : (
        error !== null && <FailureNote failure={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && late && <p className="caption">Loading the menu</p>}
      {data !== undefined && <Tables demo={data} />}
    </Shell>
  );
}

interface Sent {
  id: number;
  click: Click;
  state: 'sending' | 'accepted' | 'failed';
  words: string;
}

function Tables({ demo }: { demo: Demo }) {
  const [sent, setSent] = useState<Sent[]>([]);
  const since = useRef(Date.now());
  const next = useRef(1);

  const choose = (dish: Dish) => {
    const now = new Date();
    const event = click(dish.id, demo.menu, since.current, now);
    since.current = now.getTime();
    const id = next.current++;
    setSent((all) => [{ id, click: event, state: 'sending' as const, words: 'sending' }, ...all].slice(0, 6));
    const end = (state: Sent['state'], words: string) =>
      setSent((all) => all.map((one) => (one.id === id ? { ...one, state, words } : one)));
    sendClick(demo.eventsPath, event).then(
      ({ millis }) => end('accepted', `accepted in ${number(Math.max(1, Math.round(millis)))} ms`),
      (failed: unknown) => end('failed', failed instanceof Error ? failed.message : String(failed)),
    );
  };

  return (
    <div className="demo">
      <section className="carte" aria-label="Menu">
        <p className="lead">
          Each choice is an event. It goes to the deployed API, through the stream and the function, into the bucket, and onto the chart.
        </p>
        {COURSES.map((course) => (
          <div key={course.name}>
            <h2>{course.name}</h2>
            <ul>
              {course.dishes.map((dish) => (
                <li key={dish.id}>
                  <button type="button" className="dish" onClick={() => choose(dish)} data-element={dish.id}>
                    <span className="dish-name">{dish.name}</span>
                    <span className="dish-price">{dish.price}</span>
                    <span className="dish-words">{dish.words}</span>
                    <span className="dish-id code">{dish.id}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <Sendings sent={sent} path={demo.eventsPath} />
      </section>
      {demo.board !== undefined && <Beside demo={demo} board={demo.board} />}
    </div>
  );
}

function Sendings({ sent, path }: { sent: Sent[]; path: string }) {
  return (
    <div className="sendings" role="log" aria-label="Events sent">
      <p className="caption">
        POST <span className="code">{path}</span>
      </p>
      <ol>
        {sent.map(({ id, click: event, state, words }) => (
          <li key={id} className={state}>
            {state === 'accepted' && <Check size={14} aria-hidden />}
            <span className="code">{event.element_clicked}</span>
            <span className="muted">{event.time_spent} s on the page</span>
            <span className="state">{words}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Beside({ board: ref }: { demo: Demo; board: NonNullable<Demo['board']> }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['board', ref.kind, ref.id, ref.region],
    queryFn: () => fetchBoard(ref),
    retry: false,
  });
  useLive(data);
  const sheet = data?.sheets[0];
  const to = `/_/console/${plural(ref.kind)}/${encodeURIComponent(ref.id)}?region=${ref.region}`;
  return (
    <section className="beside" aria-label="Dashboard">
      <div className="beside-head">
        <h2>{data?.name ?? 'Dashboard'}</h2>
        <Link to={to}>
          Open dashboard <ArrowRight size={14} aria-hidden />
        </Link>
      </div>
      {error !== null && data === undefined && <FailureNote failure={error} onRetry={() => void refetch()} />}
      {data !== undefined && sheet !== undefined && <BoardView board={data} sheet={sheet} flow />}
    </section>
  );
}
