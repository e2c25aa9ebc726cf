import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import type { ComponentProps } from 'react';
import { createRoot } from 'react-dom/client';
import { page } from './page-data.ts';
import { questionsPlugin, variablesText } from './questions.tsx';

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

const isLabel = (label: string): label is keyof typeof page.workers => label in page.workers;

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(page.workers[isLabel(label) ? label : 'editor']),
  },
});

const fetcher: Fetcher = async (params, options) => {
  const response = await fetch(page.endpoint, {
    method: 'POST',
    headers: { ...options?.headers, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return response.json();
};

const first = page.examples[0];

/** GraphiQL keeps what a visitor wrote; the first question is for those who wrote nothing yet. */
const isNew = localStorage.getItem('graphiql:tabState') === null;

createRoot(document.getElementById('explorer') as HTMLElement).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={first ? [questionsPlugin, HISTORY_PLUGIN] : [HISTORY_PLUGIN]}
    defaultEditorToolsVisibility="variables"
    {...(first && { visiblePlugin: questionsPlugin })}
    // Not `defaultTabs`: of these GraphiQL shows the query, and leaves the variables out.
    {...(first &&
      isNew && { initialQuery: first.document, initialVariables: variablesText(first) })}
  >
    <GraphiQL.Logo>Niryat Graph</GraphiQL.Logo>
  </GraphiQL>,
);
