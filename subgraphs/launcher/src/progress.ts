import type { ImportProgress } from '@niryat/products';

/** How wide the bar is, in characters. */
const width = 30;

/** The share of a file that lies between two lines, where lines are written. */
const step = 0.1;

/** Where progress is shown: standard error as a rule, so that standard output holds the summaries. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a file is. */
export interface ProgressDisplay {
  show(progress: ImportProgress): void;
  /** Takes a bar off the screen. */
  end(): void;
}

/** A bar that moves on a terminal; elsewhere a plain line for every tenth of the file. */
export function progressDisplay(file: string, screen: Screen): ProgressDisplay {
  return screen.isTTY ? bar(file, screen) : lines(file, screen);
}

const rows = (count: number): string => `${count.toLocaleString('en-US')} rows`;

const waiting = (file: string): string => `${file}: waiting for another import`;

function bar(file: string, screen: Screen): ProgressDisplay {
  return {
    show: ({ phase, rows: count, share }) => {
      if (phase === 'waiting') {
        screen.write(`\r\u001b[2K${waiting(file)}`);
        return;
      }
      const full = Math.round(share * width);
      const what = phase === 'loading' ? 'loading ' : '';
      screen.write(
        `\r\u001b[2K${file} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${what}${rows(count)}`,
      );
    },
    end: () => {
      screen.write('\r\u001b[2K');
    },
  };
}

function lines(file: string, screen: Screen): ProgressDisplay {
  let next = step;
  return {
    show: ({ phase, rows: count, share }) => {
      if (phase === 'waiting') screen.write(`${waiting(file)}\n`);
      else if (phase === 'loading') screen.write(`${file}: loading ${rows(count)}\n`);
      else if (share >= next) {
        next = share + step;
        screen.write(`${file}: ${Math.round(share * 100)} %, ${rows(count)}\n`);
      }
    },
    end: () => {},
  };
}
