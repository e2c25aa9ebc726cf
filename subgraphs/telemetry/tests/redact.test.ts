import { faultText, jsonLog, redacted, redactedFault } from '../src/index.ts';

describe('a text of the log', () => {
  it.each([
    ['postgresql://niryat:secret@db:5432/niryat', 'postgresql://[hidden]@db:5432/niryat'],
    ['Authorization: Bearer abc.def', 'Authorization: [hidden] [hidden]'],
    ['sent to asha.verma@example.org today', 'sent to [hidden] today'],
    ['/graphql?api_key=abc123&first=2', '/graphql?api_key=[hidden]&first=2'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln', '[hidden]'],
    ['key nk_live_4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c', 'key [hidden]'],
  ])('is told without secrets: %s', (text, told) => {
    expect(redacted(text)).toBe(told);
  });

  it.each([
    'the subgraph "events" did not answer',
    'The gateway is ready at http://127.0.0.1:4000/graphql',
    'request 0b5f1c3e-6f4d-4e57-9a1b-2c3d4e5f6a7b took 12 ms',
  ])('is told as it is: %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});

describe('a fault', () => {
  it.each([
    [
      'invalid input syntax for type date: "tomorrow"',
      'invalid input syntax for type date: [hidden]',
    ],
    ['Key (mail)=(a b) already exists.', 'Key (mail)=([hidden]) already exists.'],
    ['relation "partners.missions" does not exist', 'relation "partners.missions" does not exist'],
  ])('is told without values: %s', (text, told) => {
    expect(redactedFault(text)).toBe(told);
  });

  it('of a JSON parser is told without what it read', () => {
    const fault = (() => {
      try {
        return JSON.parse('hunter2 "is" it');
      } catch (error) {
        return error;
      }
    })();
    expect(faultText(fault)).not.toContain('hunter2');
    expect(faultText(fault)).toContain('SyntaxError: Unexpected token');
  });

  it('is told with its causes and its code, and with no field that holds a statement', () => {
    const lines: string[] = [];
    const log = jsonLog('events', { write: (line) => void lines.push(line) });
    const driver = Object.assign(new Error('deadlock detected'), {
      code: '40P01',
      detail: 'hunter2',
    });
    const fault = Object.assign(new Error('the statement failed', { cause: driver }), {
      query: 'SELECT hunter2',
      parameters: ['hunter2'],
    });
    log.error('A resolver failed', { path: 'state.name', cause: fault });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('hunter2');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      service: 'events',
      message: 'A resolver failed',
      path: 'state.name',
      cause: {
        type: 'Error',
        message: 'the statement failed',
        cause: { message: 'deadlock detected', code: '40P01' },
      },
    });
  });
});
