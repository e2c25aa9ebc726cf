import type { Transport } from '../engine/transport/transport.ts';
import type { SubgraphAddress } from '../gateway.ts';

/** Gives the way to a subgraph, made only where nobody holds one to the same address. */
export type TransportShare = (
  address: SubgraphAddress,
  make: (address: SubgraphAddress) => Transport,
) => Transport;

/** Lets the engines of all variants ask a subgraph over the same connections; the last that closes them ends them. */
export function shareTransports(): TransportShare {
  const shared = new Map<SubgraphAddress, { readonly transport: Transport; holders: number }>();
  return (address, make) => {
    const held = shared.get(address) ?? { transport: make(address), holders: 0 };
    held.holders += 1;
    shared.set(address, held);
    const { transport } = held;
    return {
      representations: transport.representations,
      prepare: (operation) => transport.prepare(operation),
      close: async () => {
        held.holders -= 1;
        if (held.holders > 0) return;
        shared.delete(address);
        await transport.close();
      },
    };
  };
}
