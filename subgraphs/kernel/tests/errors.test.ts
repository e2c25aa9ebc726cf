import { GraphQLError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import { badUserInput, formatErrors, notFound } from '../src/graphql/errors.ts';
import type { Logger } from '../src/log.ts';

function formatter() {
  const logged: unknown[] = [];
  const log: Logger = { info: () => {}, error: (_message, detail) => logged.push(detail?.cause) };
  return { format: formatErrors(log), logged };
}

describe('an error of the answer', () => {
  it('passes when it is meant for the client', () => {
    const { format, logged } = formatter();
    const error = notFound('District', 'up-agraa', ['up-agra']);
    expect(format(error.toJSON(), error)).toEqual({
      message: 'There is no District with the code "up-agraa". Did you mean up-agra?',
      extensions: {
        code: 'NOT_FOUND',
        type: 'District',
        given: 'up-agraa',
        suggestions: ['up-agra'],
      },
    });
    expect(logged).toEqual([]);
  });

  it('is masked and logged when it is a fault', () => {
    const { format, logged } = formatter();
    const cause = new Error('connect ECONNREFUSED 10.0.0.1:5432');
    const error = new GraphQLError(cause.message, { path: ['towns', 0], originalError: cause });
    expect(format(error.toJSON(), error)).toEqual({
      message: 'Internal server error',
      path: ['towns', 0],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(logged).toEqual([cause]);
  });

  it('is a mistake of the request when the database refuses U+0000 in a text', () => {
    const { format, logged } = formatter();
    const driverError = Object.assign(new Error('invalid byte sequence'), { code: '22021' });
    const cause = new QueryFailedError('SELECT $1', ['a\u0000'], driverError);
    const error = new GraphQLError(cause.message, { path: ['towns'], originalError: cause });
    expect(format(error.toJSON(), error)).toEqual({
      message: 'A text with the character U+0000 was given; accepted is text without it.',
      path: ['towns'],
      extensions: { code: 'BAD_USER_INPUT', accepted: 'text without U+0000' },
    });
    expect(logged).toEqual([]);
  });

  it('keeps the code of our own when a scalar refused a literal during validation', () => {
    const { format } = formatter();
    const error = badUserInput('Date must be a day; "x" is not.', {
      argument: 'from',
      given: 'x',
      accepted: 'a day',
    });
    const asValidation = {
      ...error.toJSON(),
      extensions: { ...error.extensions, code: 'GRAPHQL_VALIDATION_FAILED', stacktrace: ['at x'] },
    };
    expect(format(asValidation, error).extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'from',
      given: 'x',
      accepted: 'a day',
    });
  });
});
