import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { parse } from 'yaml';
import { root, subgraphNames } from '../src/config.ts';
import {
  budgets,
  deployments,
  filesOf,
  folder,
  ingresses,
  kustomizations,
  type Labels,
  type Manifest,
  manifests,
  mistakesIn,
  ofKind,
  readKustomization,
  selected,
  services,
} from './deploy/manifests.ts';

const compose: {
  services: Record<
    string,
    {
      image: string;
      command: string[];
      environment?: Record<string, string>;
      stop_grace_period?: string;
    }
  >;
} = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });

/** The longest that a process of ours gives itself to end from SIGTERM on, in seconds: delay, requests under way. */
const farewell = 25;

const ours = [...subgraphNames, 'gateway'];

describe('the Kubernetes manifests', () => {
  it.each(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]))(
    '%s follows the schema of Kubernetes',
    (_, manifest) => {
      expect(mistakesIn(manifest as Manifest)).toEqual([]);
    },
  );

  it('would be refused with a field that is missing, wrong or unknown', () => {
    const policy = manifests.find(({ kind }) => kind === 'NetworkPolicy') as Manifest;
    const spec = { podSelector: {} };
    expect(mistakesIn({ ...policy, spec } as Manifest)).toEqual([]);
    for (const wrong of [
      {},
      { podSelector: [] },
      { ...spec, ingres: [] },
      { ...spec, egress: 1 },
    ]) {
      expect(mistakesIn({ ...policy, spec: wrong } as Manifest)).toHaveLength(1);
    }
    expect(mistakesIn({ ...policy, kind: 'Polity' })).toHaveLength(1);
  });

  it.each(kustomizations)(
    '%s names every file that it holds, and none that it does not',
    (place) => {
      const { resources, patches = [], ...rest } = readKustomization(place);
      const named = [...resources, ...patches.map(({ path }) => path)];
      expect(named.filter((file) => !existsSync(join(folder, place, file)))).toEqual([]);
      expect(named.filter((file) => !file.startsWith('..')).sort()).toEqual(
        [...filesOf(place)].sort(),
      );
      const known = ['apiVersion', 'kind', 'namespace', 'images', 'configMapGenerator'];
      expect(Object.keys(rest).filter((key) => !known.includes(key))).toEqual([]);
    },
  );

  it('patch and reconfigure only what the base has', () => {
    const inBase = manifests.filter(({ file }) => file.startsWith('base/'));
    const base = readKustomization('base');
    for (const place of kustomizations.slice(1)) {
      const { patches = [], configMapGenerator = [], images = [] } = readKustomization(place);
      const patched = manifests.filter(({ file }) =>
        patches.some(({ path }) => file === join(place, path)),
      );
      expect(patched).toHaveLength(patches.length);
      for (const { kind, metadata } of patched) {
        expect(inBase).toContainEqual(
          expect.objectContaining({ kind, metadata: expect.objectContaining(metadata) }),
        );
      }
      const merged = configMapGenerator.filter(({ behavior }) => behavior === 'merge');
      expect(names(base.configMapGenerator)).toEqual(expect.arrayContaining(names(merged)));
      expect(deployments.map(({ container }) => container.image?.split(':')[0])).toEqual(
        expect.arrayContaining(names(images)),
      );
    }
  });

  it('run the images and commands of docker-compose.yml', () => {
    for (const { name, container } of deployments) {
      const { image, command } = compose.services[name] ?? {};
      expect({
        name,
        image: container.image,
        command: container.command ?? container.args,
      }).toEqual({ name, image, command });
    }
    expect(deployments.map(({ name }) => name).sort()).toEqual([...ours, 'redis'].sort());
  });

  it('select pods that there are', () => {
    for (const deployment of deployments) {
      expect(selected(deployment.spec?.selector.matchLabels)).toEqual([deployment]);
    }
    for (const { metadata, spec } of [...services, ...budgets]) {
      const selector = spec?.selector ?? {};
      const labels = ('matchLabels' in selector ? selector.matchLabels : selector) as Labels;
      expect(selected(labels).map(({ name }) => name)).toEqual([metadata.name]);
    }
    expect(names(ofKind('HorizontalPodAutoscaler').map(({ metadata }) => metadata))).toEqual([
      'gateway',
    ]);
  });

  it('name ports that there are', () => {
    for (const { name, container, portNames } of deployments) {
      const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
      const probed = probes.flatMap(
        (probe) => probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? [],
      );
      expect({ name, unknown: probed.filter((port) => !portNames.includes(String(port))) }).toEqual(
        { name, unknown: [] },
      );
    }
    for (const { metadata, spec } of services) {
      const targets = spec?.ports?.map(({ targetPort }) => String(targetPort));
      expect(selected(spec?.selector)[0]?.portNames).toEqual(expect.arrayContaining(targets ?? []));
      expect(targets).not.toEqual([]);
      expect(metadata.name).toBe(selected(spec?.selector)[0]?.name);
    }
    const backends = ingresses.flatMap(({ spec }) =>
      (spec?.rules ?? []).flatMap(({ http }) => http?.paths.map(({ backend }) => backend) ?? []),
    );
    expect(backends.map(({ service }) => [service?.name, service?.port?.name])).toEqual([
      ['gateway', 'http'],
    ]);
    const everyPort = new Set(deployments.flatMap(({ portNames }) => portNames));
    for (const { spec } of ofKind<INetworkPolicy>('NetworkPolicy')) {
      const rules = [...(spec?.ingress ?? []), ...(spec?.egress ?? [])];
      const named = rules.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
      const unknown = named.filter((port) => typeof port === 'string' && !everyPort.has(port));
      expect(unknown).toEqual([]);
    }
  });

  it('tell the gateway where the services are', () => {
    const literals = literalsOf('niryat-gateway');
    for (const name of subgraphNames) {
      const service = services.find(({ metadata }) => metadata.name === name);
      expect(literals.get(`${name.toUpperCase()}_URL`)).toBe(
        `http://${name}:${service?.spec?.ports?.[0]?.port}/graphql`,
      );
    }
    const redis = services.find(({ metadata }) => metadata.name === 'redis');
    expect(literals.get('REDIS_URL')).toBe(`redis://redis:${redis?.spec?.ports?.[0]?.port}`);
    const mounted = deployments.find(({ name }) => name === 'gateway')?.container.volumeMounts;
    expect(mounted?.map(({ mountPath }) => `${mountPath}/keys.json`)).toEqual([
      literals.get('KEYS_FILE'),
    ]);
  });

  it('hold no secret, and take configuration that is there', () => {
    expect(ofKind('Secret')).toEqual([]);
    const readme = readFileSync(join(root, 'deploy', 'README.md'), 'utf8');
    const generated = names(readKustomization('base').configMapGenerator);
    for (const { container, pod } of deployments) {
      const maps = (container.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name);
      expect(generated).toEqual(expect.arrayContaining(maps));
      const keys = (container.env ?? []).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
      const secrets = [
        ...keys.map(({ name }) => name),
        ...(pod.volumes ?? []).flatMap(({ secret }) => secret?.secretName ?? []),
      ];
      for (const name of secrets) expect(readme).toContain(`create secret generic ${name} `);
      for (const { key } of keys) expect(readme).toContain(`--from-literal=${key}=`);
    }
  });

  it('give every process no more rights than it needs', () => {
    for (const { pod, container } of deployments) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        // Else Kubernetes sets PRODUCTS_PORT to an address, which the launcher refuses.
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      // A name such as the image's `node` does not tell Kubernetes that it is not root.
      expect(pod.securityContext?.runAsUser).toBeGreaterThan(0);
      expect(container).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: expect.anything(), limits: { memory: expect.any(String) } },
      });
    }
  });

  it('watch the health of our processes, and let them answer what is under way at the end', () => {
    const drain = Number(literalsOf('niryat-gateway').get('DRAIN_DELAY_MS')) / 1000;
    for (const { name, pod, container } of deployments.filter(({ name }) => ours.includes(name))) {
      expect(
        [container.startupProbe, container.livenessProbe].map((p) => p?.httpGet?.path),
      ).toEqual(['/readyz', '/healthz']);
      expect(container.readinessProbe?.httpGet?.path).toBe(
        name === 'gateway' ? '/healthz' : '/readyz',
      );
      const sleep = Number(container.lifecycle?.preStop?.exec?.command?.[1] ?? 0);
      expect(sleep + (name === 'gateway' ? drain : 0)).toBeGreaterThan(0);
      expect(drain).toBeLessThan(farewell);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(sleep + farewell);
      expect(Number.parseInt(compose.services[name]?.stop_grace_period ?? '', 10)).toBeGreaterThan(
        farewell,
      );
    }
  });

  it('let the database be reached from subgraphs alone, and subgraphs from the gateway alone', () => {
    const policies = ofKind<INetworkPolicy>('NetworkPolicy');
    const toDatabase = policies.filter(({ spec }) =>
      spec?.egress?.some(({ ports }) => !ports || ports.some(({ port }) => port === 5432)),
    );
    expect(new Set(toDatabase.map(({ metadata }) => metadata.name))).toEqual(
      new Set(['subgraphs']),
    );
    const forSubgraphs = policies.filter(({ spec }) =>
      spec?.ingress?.some(({ ports }) => ports?.some(({ port }) => port === 'http')),
    );
    const door = forSubgraphs.map(({ spec }) => [
      selected(spec?.podSelector?.matchLabels).map(({ name }) => name),
      spec?.ingress?.flatMap(({ from = [] }) =>
        from.flatMap(({ podSelector }) =>
          selected(podSelector?.matchLabels).map(({ name }) => name),
        ),
      ),
    ]);
    expect(door.filter(([to]) => to?.some((name) => name !== 'gateway'))).toEqual([
      [['products', 'partners', 'events'].sort(), ['gateway']],
    ]);
    const denied = policies.find(({ spec }) => !spec?.ingress && !spec?.egress)?.spec;
    expect(selected(denied?.podSelector?.matchLabels)).toEqual(deployments);
    expect(denied?.policyTypes).toEqual(['Ingress', 'Egress']);
  });
});

describe('the variables that deployments set', () => {
  it('are read by the code', () => {
    const inManifests = deployments.flatMap(({ container }) =>
      (container.env ?? []).map(({ name }) => name),
    );
    const generators = kustomizations.flatMap(
      (place) => readKustomization(place).configMapGenerator ?? [],
    );
    const inMaps = generators.flatMap(({ literals }) => literals.map(nameOf));
    const inCompose = [...ours, 'replica'].flatMap((name) =>
      Object.keys(compose.services[name]?.environment ?? {}),
    );
    const known = variablesOfTheCode();
    const set = [...inManifests, ...inMaps, ...inCompose];
    expect(set).toContain('DATABASE_URL');
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });
});

/** The values of a generated configuration, by name. */
function literalsOf(name: string): ReadonlyMap<string, string> {
  const generator = readKustomization('base').configMapGenerator?.find((map) => map.name === name);
  return new Map(
    generator?.literals.map((literal) => [
      nameOf(literal),
      literal.slice(literal.indexOf('=') + 1),
    ]),
  );
}

const nameOf = (literal: string): string => literal.slice(0, literal.indexOf('='));

const names = (list: readonly { readonly name: string }[] = []): string[] =>
  list.map(({ name }) => name);

/** Every variable that some `config.ts` names: only those files read the environment. */
function variablesOfTheCode(): ReadonlySet<string> {
  const sources = [
    join(root, 'gateway', 'src'),
    ...readdirSync(join(root, 'subgraphs')).map((name) => join(root, 'subgraphs', name, 'src')),
  ];
  const files = sources.flatMap((source) =>
    readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)config\.ts$/.test(file))
      .map((file) => join(source, file)),
  );
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const whole = text.matchAll(/(?<![\w}])[A-Z][A-Z\d]*(?:_[A-Z\d]+)*(?!\w)/g);
  // `${name.toUpperCase()}_DATABASE_URL`: one for each subgraph.
  const parts = text.matchAll(/toUpperCase\(\)\}(_[A-Z_]+)/g);
  return new Set([
    ...[...whole].map(([name]) => name),
    ...[...parts].flatMap(([, end]) => subgraphNames.map((name) => name.toUpperCase() + end)),
  ]);
}
