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

createRoot(document.getElementById('explorer') as HTMLElement).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={first ? [questionsPlugin, HISTORY_PLUGIN] : [HISTORY_PLUGIN]}
    defaultEditorToolsVisibility="variables"
    {...(first && {
      visiblePlugin: questionsPlugin,
      defaultTabs: [{ query: first.document, variables: variablesText(first) }],
    })}
  >
    <GraphiQL.Logo>Niryat Graph</GraphiQL.Logo>
  </GraphiQL>,
);
