/** A record of the graph: its type and its public code. */
export interface NodeRef {
  readonly type: string;
  readonly code: string;
}

/** The opaque id of a record. It holds type and code alone, so that every subgraph can make it without asking another. */
export function toNodeId(type: string, code: string): string {
  return Buffer.from(`${type}:${code}`, 'utf8').toString('base64url');
}

/** The record that an id speaks of, or undefined for a text that `toNodeId` did not make. */
export function fromNodeId(id: string): NodeRef | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const match = /^([A-Za-z]+):(.+)$/su.exec(text);
  const [, type, code] = match ?? [];
  if (type === undefined || code === undefined || toNodeId(type, code) !== id) return undefined;
  return { type, code };
}
