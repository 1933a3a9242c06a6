import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { BrowserRouter, Link, Route, Routes } from 'react-router';
import BoardPage from './pages/dashboards/BoardPage';
import ListPage from './pages/dashboards/ListPage';
import { Note } from './shell/Note';
import { Shell } from './shell/Shell';

const DemoPage = lazy(() => import('./pages/demo/DemoPage'));

const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } });

export function App() {
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Suspense fallback={null}>
          <Routes>
            <Route path="/_/console" element={<ListPage />} />
            <Route path="/_/console/dashboards" element={<ListPage />} />
            <Route path="/_/console/dashboards/:id" element={<BoardPage kind="dashboard" />} />
            <Route path="/_/console/analyses/:id" element={<BoardPage kind="analysis" />} />
            <Route path="/_/demo" element={<DemoPage />} />
            <Route path="*" element={<Nowhere />} />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>
  );
}

function Nowhere() {
  return (
    <Shell trail={<h1>Not found</h1>}>
      <Note title="There is no such page">
        <Link className="button" to="/_/console">
          See all dashboards
        </Link>
      </Note>
    </Shell>
  );
}
