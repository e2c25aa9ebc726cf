import pg from 'pg';

/** Databases of one run of the benchmark on a server. */
export interface BenchDatabases {
  /** Makes one, empty or a copy of another, to which nobody may be connected; gives its connection string. */
  create(name: string, template?: string): Promise<string>;
  drop(name: string): Promise<void>;
  /** Drops what is left. */
  end(): Promise<void>;
}

/** Opens a server for the databases of a run, whose names tell it from other runs. */
export async function openDatabases(server: string): Promise<BenchDatabases> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const made = new Set<string>();
  const full = (name: string): string => `niryat_bench_${process.pid}_${name}`;
  const drop = async (name: string): Promise<void> => {
    await client.query(`DROP DATABASE IF EXISTS ${full(name)} WITH (FORCE)`);
    made.delete(name);
  };
  return {
    create: async (name, template) => {
      const from = template
        ? full(template)
        : "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'";
      await client.query(`CREATE DATABASE ${full(name)} TEMPLATE ${from}`);
      made.add(name);
      const url = new URL(server);
      url.pathname = `/${full(name)}`;
      return url.href;
    },
    drop,
    end: async () => {
      for (const name of [...made]) await drop(name);
      await client.end();
    },
  };
}

/** Runs a task on a connection of its own. */
export async function withClient<T>(
  url: string,
  task: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await task(client);
  } finally {
    await client.end();
  }
}
