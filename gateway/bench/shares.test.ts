import { pathToFileURL } from 'node:url';
import { root } from './config.ts';
import { sharesOf } from './shares.ts';

const frame = (id: number, functionName: string, url: string, scriptId = '7') => ({
  id,
  callFrame: { functionName, url, scriptId, lineNumber: 0 },
});

const at = (path: string): string => pathToFileURL(`${root}/${path}`).href;

describe('shares of a CPU profile', () => {
  const shares = sharesOf({
    nodes: [
      frame(1, '(idle)', '', '0'),
      frame(2, 'run', at('gateway/dist/engine/plan/run.js')),
      frame(3, 'send', at('node_modules/@apollo/server/dist/index.js')),
      frame(4, 'f1', ''),
      frame(5, 'writev', '', '0'),
      frame(6, 'dispatch', '', '0'),
    ],
    samples: [1, 2, 3, 4, 5, 6],
    timeDeltas: [30, 40, 30, 20, 10, 30],
  });

  it('are parts of the busy time, the start of the profile left out', () => {
    expect(shares.packages).toEqual([
      { name: 'this project: gateway/engine', share: 0.4 },
      { name: '@apollo/server', share: 0.3 },
      { name: '(generated)', share: 0.2 },
      { name: '(built in)', share: 0.1 },
    ]);
  });

  it('name a function with its package, file and line', () => {
    expect(shares.functions[0]).toEqual({
      name: 'run  this project: gateway/engine run.js:1',
      share: 0.4,
    });
  });
});
