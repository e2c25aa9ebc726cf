import type { FetchNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { SubgraphError, SubgraphResponse } from '../../subgraph-request.ts';
import { asError, clientError, pathIntoAnswer, type ShownSelections } from '../errors.ts';
import { cloned, type Fields, isObject, isPromise, own, put } from '../object.ts';
import type { RuntimeTypes } from '../runtime-types.ts';
import type { Send, SubgraphOperation, Transport } from '../transport/transport.ts';
import type { JoinGroup, PartFetch, SharedPart } from './join.ts';
import { generateMerge, merge } from './merge.ts';
import { type AnswerPath, EACH, type PlanPath, placesAt } from './paths.ts';
import { type PlaceCounts, type Written, whatIsWritten } from './places.ts';
import {
  compileRepresenter,
  type RepresentationPlan,
  type Representations,
  represent,
} from './representations.ts';
import { compileRewrites, type Rewrite, renamedKeys } from './rewrites.ts';
import type { Run, Step } from './run.ts';

/** What fetches of one plan are compiled with. */
export interface FetchParts {
  readonly types: RuntimeTypes;
  readonly transports: ReadonlyMap<string, Transport>;
  /** What subgraphs' errors become, paths aside. */
  readonly present: (error: SubgraphError, service: string) => SubgraphError;
  /** What the client has asked for. */
  readonly client: ShownSelections;
  readonly counts: PlaceCounts;
}

/** Compiles a fetch that stands at `path` of the plan; `group` is what it is joined to, if anything. */
export function compileFetch(
  node: FetchNode,
  path: PlanPath,
  parts: FetchParts,
  group: JoinGroup | undefined,
): Step {
  const { serviceName: service } = node;
  const transport = parts.transports.get(service);
  if (!transport) {
    return (run) => {
      run.errors.push(new Error(`The supergraph has no subgraph "${service}".`));
      return undefined;
    };
  }
  if (!node.requires) return new RootFetch(node, path, parts, transport).step;
  return new EntityFetch(node, node.requires, path, parts, transport, group).step;
}

/** What both kinds of fetches share: how they ask, and where their errors belong. */
class Fetch {
  protected readonly written: Written;
  protected readonly rewrite: Rewrite | undefined;
  readonly #node: FetchNode;
  readonly #operation: SubgraphOperation;
  readonly #path: PlanPath;
  readonly #parts: FetchParts;
  readonly #send: Send;
  readonly #renamed: ReadonlyMap<string, string>;

  constructor(node: FetchNode, path: PlanPath, parts: FetchParts, transport: Transport) {
    const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true });
    this.#operation = {
      service: node.serviceName,
      text: node.operation,
      name: node.operationName,
      kind: node.operationKind,
      document,
      variableNames: node.variableUsages ?? [],
      conditions: parts.client.conditions,
      entities: node.requires !== undefined,
    };
    this.#node = node;
    this.#path = path;
    this.#parts = parts;
    this.#send = transport.prepare(this.#operation);
    this.#renamed = renamedKeys(node.outputRewrites);
    this.rewrite = compileRewrites(node.outputRewrites, parts.types);
    this.written = whatIsWritten(document, path, this.#operation.entities);
    parts.counts.add(this.written);
  }

  /** Asks, and hands the answer over. A fault becomes an error of the run. */
  ask(
    run: Run,
    items: Representations['items'] | undefined,
    take: (response: SubgraphResponse) => void,
  ): Promise<void> | undefined {
    const failed = (fault: unknown) => {
      run.errors.push(asError(fault));
    };
    const { traces } = run.calls;
    const came = traces
      ? (response: SubgraphResponse) => {
          traces.received(this.#node, response);
          take(response);
        }
      : take;
    try {
      traces?.sent(this.#node);
      const response = run.calls.ask(this.#operation, this.#send, run.variables, items);
      if (isPromise(response)) return response.then(came).catch(failed);
      came(response);
    } catch (fault) {
      failed(fault);
    }
    return undefined;
  }

  /** The errors of an answer, each as a client is to see it, less its path. */
  protected presented(response: SubgraphResponse): readonly SubgraphError[] {
    const { present } = this.#parts;
    return (response.errors ?? []).map((error) => present(error, this.#operation.service));
  }

  /** Adds an error to the run, at a path of the tree. */
  protected tell(run: Run, error: SubgraphError, path: AnswerPath | undefined): void {
    const shown = path && pathIntoAnswer(path, this.#parts.client);
    run.errors.push(clientError(error, this.#operation.service, shown));
  }

  /** The path below an object of this fetch, in the names of the tree. */
  protected below(path: AnswerPath): AnswerPath {
    return path.map((step) =>
      typeof step === 'string' ? (this.#renamed.get(step) ?? step) : step,
    );
  }

  /** The paths of the tree at which the objects of this fetch stand. */
  protected places(run: Run): ReadonlyMap<Fields, readonly AnswerPath[]> {
    return placesAt(run.root, this.#path);
  }

  /** As much of the place of this fetch as is certain without knowing which object is meant. */
  protected get commonPlace(): AnswerPath {
    const list = this.#path.indexOf(EACH);
    return list < 0 ? this.#path : this.#path.slice(0, list);
  }
}

/** A fetch of an operation's root fields. */
class RootFetch extends Fetch {
  readonly step: Step = (run, targets) =>
    this.ask(run, undefined, (response) => this.#take(run, targets, response));

  #take(run: Run, targets: readonly Fields[], response: SubgraphResponse): void {
    for (const error of this.presented(response)) {
      if (!error.path) this.tell(run, error, undefined);
      else
        for (const place of this.#placesOf(run))
          this.tell(run, error, [...place, ...this.below(error.path)]);
    }
    if (!response.data) return;
    this.rewrite?.(response.data);
    targets.forEach((target, index) => {
      // Each object gets data of its own: later fetches may write to them.
      merge(target, index === 0 ? (response.data as Fields) : (cloned(response.data) as Fields));
    });
  }

  #placesOf(run: Run): readonly AnswerPath[] {
    return [...this.places(run).values()].flat();
  }
}

/** A fetch of entities by their representations. */
class EntityFetch extends Fetch implements PartFetch {
  readonly #representation: RepresentationPlan;
  readonly #merge: (target: Fields, entity: Fields) => void;
  readonly #counts: PlaceCounts;
  readonly #group: JoinGroup | undefined;
  #alone: boolean | undefined;

  constructor(
    node: FetchNode,
    requires: NonNullable<FetchNode['requires']>,
    path: PlanPath,
    parts: FetchParts,
    transport: Transport,
    group: JoinGroup | undefined,
  ) {
    super(node, path, parts, transport);
    this.#representation = {
      representer: compileRepresenter(requires, node.inputRewrites, parts.types),
      form: transport.representations,
      compared: group !== undefined,
    };
    // Renamed keys are not among the names that were written.
    this.#merge = this.rewrite ? merge : generateMerge(this.written.names);
    this.#counts = parts.counts;
    this.#group = group;
  }

  readonly step: Step = (run, targets) => {
    const representations = represent(targets, this.#representation);
    const { items, indexes } = representations;
    if (this.#group) {
      const part = items.length > 0 ? { fetch: this, targets, representations } : undefined;
      return this.#group.arrive(run, part);
    }
    if (items.length === 0) return undefined;
    return this.ask(run, items, (response) => this.take(run, { targets, indexes }, response, true));
  };

  take(run: Run, part: SharedPart, response: SubgraphResponse, first: boolean): void {
    const { targets, indexes } = part;
    if (response.errors?.length) this.#tellAll(run, part, response, first);
    const entities = response.data?._entities;
    if (!Array.isArray(entities)) return;
    const taken = first && this.#isAlone() ? undefined : new Uint8Array(entities.length);
    if (!first) taken?.fill(1);
    for (let at = 0; at < targets.length; at += 1) {
      const index = indexes[at] ?? -1;
      const entity: unknown = index < 0 ? undefined : entities[index];
      if (!isObject(entity)) continue;
      const target = targets[at] as Fields;
      if (this.rewrite) this.#merge(target, this.#rewritten(this.rewrite, target, entity));
      else this.#merge(target, taken?.[index] ? (cloned(entity) as Fields) : entity);
      if (taken) taken[index] = 1;
    }
  }

  #isAlone(): boolean {
    this.#alone ??= this.#counts.isAlone(this.written);
    return this.#alone;
  }

  /** Rewrites ask for types; an entity that was not asked for its own has that of its object. */
  #rewritten(rewrite: Rewrite, target: Fields, entity: Fields): Fields {
    const copy = cloned(entity) as Fields;
    if (!own(copy, '__typename')) put(copy, '__typename', own(target, '__typename'));
    rewrite(copy);
    return copy;
  }

  #tellAll(
    run: Run,
    { targets, indexes }: SharedPart,
    response: SubgraphResponse,
    first: boolean,
  ): void {
    const places = this.places(run);
    for (const error of this.presented(response)) {
      const [, index, ...rest] = error.path ?? [];
      if (typeof index !== 'number') {
        if (first) this.tell(run, error, error.path && this.commonPlace);
        continue;
      }
      const meant = new Set(targets.filter((_, at) => indexes[at] === index));
      for (const target of meant) {
        for (const place of places.get(target) ?? []) {
          this.tell(run, error, [...place, ...this.below(rest)]);
        }
      }
    }
  }
}
