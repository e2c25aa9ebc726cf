/** The Redis of the tests. */
export const redisUrl = (): string => process.env.REDIS_URL || 'redis://127.0.0.1:6379';
