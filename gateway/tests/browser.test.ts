import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { createGatewayServer, type GatewayServer } from '../src/index.ts';
import { localOptions } from './fixture.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);

/** No traffic of the browser's own: what is counted is the page's. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const examples = [
  {
    name: 'q01-who-is-there',
    title: 'Which makers are there?',
    variables: { skip: false },
    document:
      'query WhoIsThere($skip: Boolean!) {\n  makers {\n    name @skip(if: $skip)\n  }\n}\n',
  },
  {
    name: 'q02-who-goes-to-fairs',
    title: 'To which fairs does this maker go?',
    variables: { id: 'asha' },
    document:
      'query Fairs($id: ID!) {\n  maker(id: $id) {\n    fairs {\n      title\n    }\n  }\n}\n',
  },
];

const reason = 'no Chromium is installed (apt-get install chromium), so no browser was asked';

(CHROMIUM ? describe : describe.skip)(
  `the explorer in a browser${CHROMIUM ? '' : ` (left out: ${reason})`}`,
  () => {
    let gateway: GatewayServer;
    let browser: BrowserContext;
    let profile: string;
    let explorer: string;

    beforeAll(async () => {
      gateway = await createGatewayServer({ ...localOptions(), examples });
      const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
      explorer = new URL('/explorer', url).href;
      profile = await mkdtemp(join(tmpdir(), 'explorer-profile-'));
      browser = await chromium.launchPersistentContext(profile, {
        ...(CHROMIUM && { executablePath: CHROMIUM }),
        headless: true,
        args: ARGUMENTS,
        viewport: { width: 1400, height: 900 },
      });
    });

    afterAll(async () => {
      await browser.close();
      await gateway.stop();
      await rm(profile, { recursive: true, force: true });
    });

    it('shows the questions, runs one that is picked, and asks no other host', async () => {
      const page = await browser.newPage();
      const hosts = new Set<string>();
      const problems: string[] = [];
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (line) => {
        if (line.type() === 'error') problems.push(line.text());
      });
      // What the page's policy forbids is told to the page itself, whether or not it is an error.
      await page.addInitScript(
        `document.addEventListener('securitypolicyviolation', (violation) =>
          console.error('forbidden: ' + violation.violatedDirective + violation.blockedURI))`,
      );
      await page.goto(explorer);

      const questions = page.locator('.questions button');
      await questions.first().waitFor();
      expect(await questions.allInnerTexts()).toEqual([
        expect.stringContaining('Which makers are there?'),
        expect.stringContaining('To which fairs does this maker go?'),
      ]);
      const editor = page.locator('.graphiql-query-editor .view-lines');
      await editor.getByText('WhoIsThere').waitFor();
      await page.locator('.graphiql-execute-button').click();
      await page.locator('.result-window').getByText('"Asha"').waitFor();

      await questions.nth(1).click();
      await editor.getByText('Fairs').first().waitFor();
      await page.locator('.graphiql-execute-button').click();
      await page.locator('.result-window').getByText('"Craft fair"').waitFor();

      expect([...hosts].filter((host) => host !== '')).toEqual([new URL(explorer).host]);
      expect(problems).toEqual([]);
    });
  },
);
