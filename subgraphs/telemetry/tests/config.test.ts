import { readLogFormat, readTelemetryConfig } from '../src/index.ts';

describe('what the environment says of telemetry', () => {
  it('is nothing where nothing is said', () => {
    expect(readTelemetryConfig({})).toEqual({ otlp: false, console: false, metrics: undefined });
    expect(readLogFormat({})).toBe('text');
  });

  it('turns on what is named', () => {
    expect(
      readTelemetryConfig({
        TRACE: 'console',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
        METRICS_PORT: '9464',
        METRICS_HOST: '0.0.0.0',
      }),
    ).toEqual({ otlp: true, console: true, metrics: { host: '0.0.0.0', port: 9464 } });
    expect(readTelemetryConfig({ METRICS_PORT: '0' }).metrics).toEqual({
      host: '127.0.0.1',
      port: 0,
    });
    expect(readLogFormat({ LOG_FORMAT: 'json' })).toBe('json');
    expect(readLogFormat({ NODE_ENV: 'production' })).toBe('json');
    expect(readLogFormat({ NODE_ENV: 'production', LOG_FORMAT: 'text' })).toBe('text');
  });

  it('is kept from the collector by the switch of the standard', () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' };
    expect(readTelemetryConfig(environment).otlp).toBe(false);
  });

  it.each([
    [{ TRACE: 'yes' }, 'TRACE must be console or left out, got "yes".'],
    [
      { METRICS_PORT: '70000' },
      'METRICS_PORT must be a whole number from 0 to 65535, got "70000".',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, got "collector".',
    ],
    [
      { OTEL_TRACES_SAMPLER: 'half' },
      'OTEL_TRACES_SAMPLER must be one of always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio, got "half".',
    ],
    [
      { OTEL_TRACES_SAMPLER_ARG: '10%' },
      'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, got "10%".',
    ],
  ])('is refused by name where it is wrong: %j', (environment, message) => {
    expect(() => readTelemetryConfig(environment)).toThrow(message);
  });

  it('is refused for a form of logs that there is not', () => {
    expect(() => readLogFormat({ LOG_FORMAT: 'xml' })).toThrow(
      'LOG_FORMAT must be text or json, got "xml".',
    );
  });
});
