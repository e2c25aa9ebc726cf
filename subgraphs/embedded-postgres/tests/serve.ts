import { startEmbeddedPostgres } from '../src/index.ts';

/*
 * A program that runs the database in the folder given as argument until SIGTERM. It prints one
 * line of JSON: `Answer` of installation.ts.
 */
const reports: string[] = [];
startEmbeddedPostgres({
  dataDir: process.argv[2] ?? '',
  report: (line) => reports.push(line),
}).then(
  (database) => {
    process.once('SIGTERM', () => void database.stop());
    const { firstStart } = database;
    console.log(JSON.stringify({ url: database.url('postgres'), firstStart, reports }));
  },
  (error) => console.log(JSON.stringify({ reason: error.reason, message: error.message, reports })),
);
