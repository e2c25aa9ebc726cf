import pg from 'pg';
import { startService } from '@niryat/kernel';
import { products } from '/work/main/subgraphs/products/src/subgraph.ts';
import { readFileSync } from 'node:fs';
const admin = new pg.Client({ connectionString: 'postgresql://postgres@127.0.0.1:5432/postgres' }); await admin.connect();
await admin.query("DROP DATABASE IF EXISTS stat_try WITH (FORCE)");
await admin.query("CREATE DATABASE stat_try TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
const sql: string[] = [];
const t = Date.now();
try {
const s = await startService(products, { databaseUrl: 'postgresql://postgres@127.0.0.1:5432/stat_try', onQuery: (q) => sql.push(q) });
console.log('started', Date.now() - t, s.seeded.map((r) => `${r.file} ${r.rows}`).join(', '));
const diff = await s.db.driver.createSchemaBuilder().log(); console.log('diff', diff.upQueries.map((q) => q.query));
const ask = async (query: string, variables = {}, headers = {}) => { sql.length = 0; const a = await s.execute({ query, variables, headers }); console.log(JSON.stringify(a, null, 1).slice(0, 90000)); console.log('SQL', sql.length); return a; };
for (const file of process.argv.slice(2)) { const [, ...rest] = readFileSync(file, 'utf8').split('\n---VARS '); await ask(readFileSync(file, 'utf8').split('\n---VARS ')[0] ?? '', rest[0] ? JSON.parse(rest[0]) : {}); }
await s.stop();
} finally { await admin.query("DROP DATABASE IF EXISTS stat_try WITH (FORCE)"); await admin.end(); }
