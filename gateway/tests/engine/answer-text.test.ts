import { AnswerText, stringifyAnswer } from '../../src/engine/answer-text.ts';

const data = new AnswerText('{"a":"ä"}') as never;

describe('stringifyAnswer', () => {
  it('puts ready text where the data belong', () => {
    expect(stringifyAnswer({ data })).toBe('{"data":{"a":"ä"}}\n');
  });

  it('keeps what others have added to the answer', () => {
    const answer = { data, extensions: { took: 1 }, errors: [] };
    expect(JSON.parse(stringifyAnswer(answer))).toEqual({
      data: { a: 'ä' },
      extensions: { took: 1 },
      errors: [],
    });
  });

  it('serialises any other answer as it is', () => {
    expect(stringifyAnswer({ data: { a: 1 } })).toBe('{"data":{"a":1}}\n');
    expect(stringifyAnswer({ errors: [] })).toBe('{"errors":[]}\n');
  });
});

describe('AnswerText', () => {
  it('is its data to whoever serialises it otherwise', () => {
    expect(JSON.stringify({ data })).toBe('{"data":{"a":"ä"}}');
  });
});
