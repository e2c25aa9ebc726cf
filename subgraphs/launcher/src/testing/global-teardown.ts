/** Ends the server that the global set-up started, if it did. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.endTestServer?.();
}
