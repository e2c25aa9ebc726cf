import { progressDisplay } from './progress.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

const reading = (share: number) => ({ phase: 'reading' as const, rows: share * 2000, share });

describe('the progress of an import', () => {
  it('is a bar on a terminal, which is taken away at the end', () => {
    const terminal = screen(true);
    const display = progressDisplay('tea.csv', terminal);
    display.show(reading(0.5));
    display.end();
    expect(terminal.written).toEqual([
      `\r\u001b[2Ktea.csv [${'#'.repeat(15)}${'.'.repeat(15)}] 1,000 rows`,
      '\r\u001b[2K',
    ]);
  });

  it('is a plain line for every tenth elsewhere', () => {
    const log = screen(false);
    const display = progressDisplay('tea.csv', log);
    display.show({ phase: 'waiting', rows: 0, share: 0 });
    for (const share of [0.05, 0.1, 0.15, 0.5]) display.show(reading(share));
    display.show({ phase: 'loading', rows: 2000, share: 1 });
    display.end();
    expect(log.written).toEqual([
      'tea.csv: waiting for another import\n',
      'tea.csv: 10 %, 200 rows\n',
      'tea.csv: 50 %, 1,000 rows\n',
      'tea.csv: loading 2,000 rows\n',
    ]);
  });
});
