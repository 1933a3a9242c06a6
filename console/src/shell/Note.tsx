import { useEffect, useState, type ReactNode } from 'react';
import { Failure } from '../api';

interface Props {
  title: string;
  children: ReactNode;
  tone?: 'bad';
}

/** A state of a page in words: empty, or failed. */
export function Note({ title, children, tone }: Props) {
  return (
    <div className={tone === 'bad' ? 'note bad' : 'note'} role={tone === 'bad' ? 'alert' : undefined}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What happened, what to do, and the request's id to copy. */
export function FailureNote({ failure, onRetry }: { failure: Error; onRetry?: () => void }) {
  if (failure instanceof Failure && failure.status === 401) {
    return (
      <Note title="Your session has ended">
        <p className="muted">
          Open the address that millrace prints when it starts: it holds a token for one sign-in. Then come back here.
        </p>
      </Note>
    );
  }
  const requestId = failure instanceof Failure ? failure.requestId : undefined;
  return (
    <Note title="This could not be loaded" tone="bad">
      <p className="muted">{failure.message}</p>
      <div className="row">
        {onRetry !== undefined && (
          <button type="button" className="button" onClick={onRetry}>
            Retry
          </button>
        )}
        {requestId !== undefined && <RequestId id={requestId} />}
      </div>
    </Note>
  );
}

export function RequestId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="button quiet code"
      onClick={() => void navigator.clipboard.writeText(id).then(() => setCopied(true))}
      aria-label={`Copy the request id ${id}`}
    >
      {copied ? 'Copied' : id}
    </button>
  );
}

/** True after a while: what is fast should not flicker. */
export function useAfter(millis: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), millis);
    return () => clearTimeout(timer);
  }, [millis]);
  return passed;
}
