/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

/** One Jest project per package: its tests run against sources, compiled by swc, never against `dist`. */
const project = (displayName: string, root: string) => ({
  displayName,
  roots: [`<rootDir>/${root}`],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/', '/.data/', '/.cache/'],
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
});

const config: Config = {
  // Much of a test's time is a database's or another process's: one worker per core, not one less.
  maxWorkers: '100%',
  // Against tests that hang, nothing else: many start whole programs, and a slow machine must not fail them.
  testTimeout: 300_000,
  globalSetup: '<rootDir>/subgraphs/launcher/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/subgraphs/launcher/src/testing/global-teardown.ts',
  projects: [
    project('schema', 'schema'),
    project('telemetry', 'subgraphs/telemetry'),
    project('kernel', 'subgraphs/kernel'),
    project('embedded-postgres', 'subgraphs/embedded-postgres'),
    project('products', 'subgraphs/products'),
    project('partners', 'subgraphs/partners'),
    project('events', 'subgraphs/events'),
    project('launcher', 'subgraphs/launcher'),
    project('gateway', 'gateway'),
  ],
};

export default config;
