import { clusterName } from './holder.ts';

/** The port: part of the socket's file name, and given in full so that PGPORT has no say. */
export const PORT = 5432;

/**
 * Small settings for one machine, as arguments of `postgres`. What keeps data safe (`fsync`,
 * `full_page_writes`, `synchronous_commit`) stays as PostgreSQL ships it: on.
 */
export const serverArguments = (): readonly string[] =>
  Object.entries({
    cluster_name: clusterName(),
    max_connections: '60',
    shared_buffers: '64MB',
    // Three worker processes less; our data lies in memory anyway.
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
