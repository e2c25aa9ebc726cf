import { variantApi } from './api.ts';
import { variantSupergraph } from './filter.ts';
import { VARIANTS, type Variant } from './variant.ts';

/** What serves one variant, or several that show the same. */
interface Server {
  readonly engine: { readonly update: (supergraphSdl: string) => void };
  readonly apollo: { stop(): Promise<void> };
}

/** What variants are served with. */
export interface ServingOptions<S extends Server> {
  readonly supergraphSdl: string;
  /** The variant that is there from the start; the others are made when they are first asked for. */
  readonly first: Variant;
  /** Makes what serves a supergraph. */
  readonly serve: (supergraphSdl: string, isFirst: boolean) => Promise<S>;
}

/** All variants of a graph, each with an engine of its own that knows no other schema. */
export interface Serving<S extends Server> {
  /** What serves a variant. */
  of(variant: Variant): Promise<S>;
  /**
   * Takes a new supergraph for all variants.
   *
   * @throws when one of them cannot be served; then all stay as they were.
   */
  update(supergraphSdl: string): void;
  /** Ends the first, which lets requests under way be answered, then the others. */
  stop(): Promise<void>;
}

/** A server with the variants that it is for. */
interface Place<S> {
  readonly variants: Set<Variant>;
  sdl: string;
  /** Undefined while it is being made. */
  server: S | undefined;
  readonly ready: Promise<S>;
}

/**
 * Serves the variants of a supergraph. Variants that hide the same things, as all do of a graph without tags, have one
 * server together.
 *
 * @throws when the first cannot be served.
 */
export async function serveVariants<S extends Server>(
  options: ServingOptions<S>,
): Promise<Serving<S>> {
  const { first, serve } = options;
  let supergraphSdl = options.supergraphSdl;
  const places: Place<S>[] = [];

  const placeOf = (variant: Variant): Place<S> => {
    const known = places.find(({ variants }) => variants.has(variant));
    if (known) return known;
    const sdl = variantSupergraph(supergraphSdl, variant);
    const same = places.find((place) => place.sdl === sdl);
    if (same) {
      same.variants.add(variant);
      return same;
    }
    const made: Place<S> = {
      variants: new Set([variant]),
      sdl,
      server: undefined,
      ready: serve(sdl, places.length === 0).then((server) => {
        // An update may have come meanwhile.
        if (made.sdl !== sdl) server.engine.update(made.sdl);
        made.server = server;
        return server;
      }),
    };
    places.push(made);
    // One that could not be made is tried again when it is asked for again.
    made.ready.catch(() => places.splice(places.indexOf(made), 1));
    return made;
  };

  const update = (sdl: string): void => {
    const news = new Map(VARIANTS.map((variant) => [variant, variantSupergraph(sdl, variant)]));
    const textOf = (variant: Variant): string => news.get(variant) ?? sdl;
    const served = places.map((place) => ({ place, text: textOf(ownerOf(place, first)) }));
    // What no engine is going to check is checked here.
    for (const variant of VARIANTS) {
      if (!served.some(({ text }) => text === textOf(variant))) variantApi(sdl, variant);
    }
    const taken: Place<S>[] = [];
    try {
      for (const { place, text } of served) {
        place.server?.engine.update(text);
        taken.push(place);
      }
    } catch (error) {
      for (const place of taken) place.server?.engine.update(place.sdl);
      throw error;
    }
    for (const { place, text } of served) {
      place.sdl = text;
      // Those that no longer show the same get a server of their own.
      for (const variant of place.variants) {
        if (textOf(variant) !== text) place.variants.delete(variant);
      }
    }
    supergraphSdl = sdl;
  };

  await placeOf(first).ready;
  return {
    of: async (variant) => placeOf(variant).ready,
    update,
    stop: async () => {
      const [drained, ...others] = places;
      await (await drained?.ready)?.apollo.stop();
      await Promise.allSettled(others.map(async ({ ready }) => (await ready).apollo.stop()));
    },
  };
}

/** The variant that a server stays with when its variants part. */
const ownerOf = ({ variants }: Place<unknown>, first: Variant): Variant =>
  variants.has(first) ? first : ([...variants][0] ?? first);
