import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS, type MetricDefinition, startMetrics, stopMetrics } from '@niryat/telemetry';
import { parse } from 'yaml';
import { root } from '../../src/config.ts';

const folder = join(root, 'deploy', 'observability');

/** What may be asked for: the names of samples, each with its labels. */
const known = new Map<string, ReadonlySet<string>>();

/** What Prometheus itself adds to every sample. */
const ADDED = ['job', 'instance'];

beforeAll(async () => {
  const { registry } = startMetrics();
  for (const { name } of registry.getMetricsAsArray()) known.set(name, new Set(ADDED));
  stopMetrics();
  for (const { name, kind, labels } of Object.values<MetricDefinition>(METRICS)) {
    known.set(name, new Set([...labels, ...ADDED]));
    if (kind !== 'histogram') continue;
    known.delete(name);
    for (const part of ['_sum', '_count']) known.set(name + part, new Set([...labels, ...ADDED]));
    known.set(`${name}_bucket`, new Set([...labels, 'le', ...ADDED]));
  }
  known.set('up', new Set(ADDED));
});

const WORDS = new Set(
  'and or unless by without on ignoring group_left group_right bool offset'.split(' '),
);

/** A metric that an expression asks for, with the labels that it matches. */
interface Asked {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** The metrics of an expression in PromQL, and the labels by which it groups. */
function asked(expression: string): { readonly metrics: Asked[]; readonly grouped: string[] } {
  const plain = expression.replaceAll(/"[^"]*"/g, '""').replaceAll(/\[[^\]]*\]/g, '');
  const grouped: string[] = [];
  const rest = plain.replaceAll(
    /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g,
    (_, labels: string) => {
      grouped.push(...labels.split(',').flatMap((label) => label.trim() || []));
      return ' ';
    },
  );
  const metrics = [...rest.matchAll(/([a-zA-Z_:][\w:]*)\s*(\{[^}]*\}|\()?/g)].flatMap(
    ([, metric = '', behind = '']) => {
      if (behind === '(' || WORDS.has(metric)) return [];
      const labels = [...behind.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
      return [{ metric, labels }];
    },
  );
  return { metrics, grouped };
}

/** What is wrong with an expression. */
function problems(expression: string): string[] {
  const { metrics, grouped } = asked(expression);
  const found = metrics.flatMap(({ metric, labels }) => {
    const has = known.get(metric);
    if (!has) return [`there is no metric ${metric}`];
    return labels.filter((label) => !has.has(label)).map((label) => `${metric} has no ${label}`);
  });
  const all = new Set(metrics.flatMap(({ metric }) => [...(known.get(metric) ?? [])]));
  const none = metrics.length === 0 ? ['it asks for no metric'] : [];
  return [
    ...none,
    ...found,
    ...grouped.filter((label) => !all.has(label)).map((label) => `nothing has ${label}`),
  ];
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string; readonly action: string };
    }[];
  }[];
}

const dashboard = JSON.parse(
  readFileSync(join(folder, 'grafana-dashboard.json'), 'utf8'),
) as Dashboard;
const alerts = parse(readFileSync(join(folder, 'alerts.yml'), 'utf8')) as Alerts;
const rules = alerts.groups.flatMap((group) => group.rules);

describe('the check of expressions', () => {
  it('finds metrics and labels that there are not', () => {
    expect(problems('sum by (colour) (rate(niryat_http_requests_total{state="x"}[5m]))')).toEqual([
      'niryat_http_requests_total has no state',
      'nothing has colour',
    ]);
    expect(problems('rate(niryat_operation_duration_seconds[5m]) > 1')).toEqual([
      'there is no metric niryat_operation_duration_seconds',
    ]);
    expect(problems('vector(1)')).toEqual(['it asks for no metric']);
  });
});

describe('the dashboard', () => {
  it.each(dashboard.panels)('asks for metrics and labels that there are: $title', ({ targets }) => {
    for (const { expr, legendFormat } of targets) {
      expect(problems(expr)).toEqual([]);
      const labels = new Set(
        asked(expr).metrics.flatMap(({ metric }) => [...(known.get(metric) ?? [])]),
      );
      for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
        expect([...labels]).toContain(label);
      }
    }
  });

  it('shows every metric of ours', () => {
    const shown = dashboard.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => asked(expr).metrics.map(({ metric }) => metric)),
    );
    for (const { name } of Object.values(METRICS)) {
      expect(shown.some((metric) => metric.replace(/_(bucket|sum|count)$/, '') === name)).toBe(
        true,
      );
    }
  });
});

describe('the alerts', () => {
  it.each(rules)('ask for metrics and labels that there are: $alert', (rule) => {
    expect(problems(rule.expr)).toEqual([]);
    expect(['page', 'ticket']).toContain(rule.labels.severity);
    expect(rule.annotations.summary).not.toBe('');
    expect(rule.annotations.action).not.toBe('');
  });
});

describe('the list of metrics in the README of the gateway', () => {
  const readme = readFileSync(join(root, 'gateway', 'README.md'), 'utf8');
  it.each(Object.values<MetricDefinition>(METRICS))('is that of the code: $name', (definition) => {
    const { name, kind, labels, help } = definition;
    const cells = [`\`${name}\``, kind, labels.map((label) => `\`${label}\``).join(', '), help];
    expect(readme).toContain(`| ${cells.join(' | ')} |`);
  });
});
