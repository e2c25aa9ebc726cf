import { supergraphLoaded, supergraphRefused } from '@niryat/telemetry';

/** What takes a new supergraph, with metrics of how it went; the first one has been taken by now. */
export function watchedUpdate(
  update: (supergraphSdl: string) => void,
): (supergraphSdl: string) => void {
  supergraphLoaded();
  return (supergraphSdl) => {
    try {
      update(supergraphSdl);
    } catch (cause) {
      supergraphRefused();
      throw cause;
    }
    supergraphLoaded();
  };
}
