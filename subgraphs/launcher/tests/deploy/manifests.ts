import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { type IIngress, Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { type IPodDisruptionBudget, PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { type IService, Namespace, Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { root } from '../../src/config.ts';

/** Where the manifests are. */
export const folder = join(root, 'deploy', 'kubernetes');

/** What every Kubernetes object has. */
export interface Manifest {
  /** The file that it stands in, from the folder of all. */
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Labels };
}

/** Labels by their names. */
export type Labels = Readonly<Record<string, string>>;

/** A `kustomization.yaml`, as far as ours go. */
export interface Kustomization {
  readonly resources: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
  readonly images?: readonly { readonly name: string }[];
  readonly configMapGenerator?: readonly {
    readonly name: string;
    readonly behavior?: 'merge';
    readonly literals: readonly string[];
  }[];
}

/** The kinds that we use, each with the validator made of Kubernetes' own schema. */
const models = [
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  Namespace,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
];

/** Every folder that kustomize is started in. */
export const kustomizations = ['base', ...readdirSync(join(folder, 'overlays')).map(overlay)];

/** The files of a folder, less its `kustomization.yaml`. */
export function filesOf(kustomization: string): readonly string[] {
  return readdirSync(join(folder, kustomization)).filter((file) => file !== 'kustomization.yaml');
}

/** What a folder's `kustomization.yaml` says. */
export function readKustomization(kustomization: string): Kustomization {
  return parse(readFileSync(join(folder, kustomization, 'kustomization.yaml'), 'utf8'));
}

/** All objects of all files. */
export const manifests: readonly Manifest[] = kustomizations.flatMap((kustomization) =>
  filesOf(kustomization).flatMap((file) => {
    const path = join(folder, kustomization, file);
    return parseAllDocuments(readFileSync(path, 'utf8'), { merge: true }).map((document) => ({
      ...document.toJS(),
      file: relative(folder, path),
    }));
  }),
);

/** The objects of a kind. `T` is what such an object looks like. */
export function ofKind<T>(kind: string): readonly (Manifest & T)[] {
  return manifests.filter((manifest) => manifest.kind === kind) as (Manifest & T)[];
}

/** The deployments; each of ours has one container. */
export const deployments = ofKind<IDeployment>('Deployment').map((deployment) => {
  const pod = deployment.spec?.template.spec;
  const container = pod?.containers[0];
  if (!pod || !container) throw new Error(`${deployment.metadata.name} has no container.`);
  return {
    ...deployment,
    name: deployment.metadata.name,
    pod,
    container,
    labels: deployment.spec?.template.metadata?.labels ?? {},
    portNames: (container.ports ?? []).map(({ name }) => name),
  };
});

/** The services. */
export const services = ofKind<IService>('Service');

/** The disruption budgets. */
export const budgets = ofKind<IPodDisruptionBudget>('PodDisruptionBudget');

/** The ingresses. */
export const ingresses = ofKind<IIngress>('Ingress');

/** The deployments whose pods have all of these labels. */
export function selected(by: Labels | undefined) {
  const wanted = Object.entries(by ?? {});
  return deployments.filter(({ labels }) =>
    wanted.every(([name, value]) => labels[name] === value),
  );
}

/**
 * What is wrong with an object by Kubernetes' schema: what its validator says, and every field that the schema does
 * not know. Validators pass over such fields, so what they never look at is unknown.
 */
export function mistakesIn({ file: _, ...object }: Manifest): readonly string[] {
  const model = models.find(
    ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
  );
  if (!model) return [`There is no schema at hand for ${object.kind} of ${object.apiVersion}.`];
  const unread = new Set<string>();
  try {
    model.prototype.validate.call(watched(object, '', unread));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return [...unread].map((path) => `${path} is no field that Kubernetes knows.`);
}

/** The same value; the paths of its fields are in `unread` until they are looked at. */
function watched<T extends object>(value: T, path: string, unread: Set<string>): T {
  const children = new Map<string | symbol, unknown>();
  for (const [name, child] of Object.entries(value)) {
    const place = `${path}/${name}`;
    if (!Array.isArray(value)) unread.add(place);
    const isObject = typeof child === 'object' && child !== null;
    children.set(name, isObject ? watched(child, place, unread) : child);
  }
  return new Proxy(value, {
    get: (target, name) => {
      unread.delete(`${path}/${String(name)}`);
      return children.has(name) ? children.get(name) : Reflect.get(target, name);
    },
  });
}

function overlay(name: string): string {
  return join('overlays', name);
}
