import { readImportCommand } from './import-options.ts';

describe('the words behind npm run import', () => {
  it.each([
    [[], 'Name at least one file.'],
    [['a.csv', '--formt', 'x'], "Unknown option '--formt'"],
    [['a.csv', '--format', 'pdf'], '--format is "pdf", which is none.'],
    [
      ['a.csv', '--max-rejects', 'some'],
      '--max-rejects must be a percentage from 0 to 100, got "some".',
    ],
    [['a.csv', '--max-rejects', '101'], 'from 0 to 100, got "101".'],
  ])('are refused where they are %j, and it is told how the command is given', (words, message) => {
    const read = () => readImportCommand(words);
    expect(read).toThrow(message);
    expect(read).toThrow('npm run import -- FILE…');
  });
});
