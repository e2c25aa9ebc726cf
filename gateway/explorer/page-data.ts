import type { ExplorerPage } from '../src/explorer/page.ts';

/** What the server wrote into the page. */
export const page: ExplorerPage = JSON.parse(document.getElementById('page')?.textContent ?? '{}');
