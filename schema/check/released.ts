import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { removalDate } from '../deprecation.ts';

/** What a released schema said of its own future: what may go by now. */
export interface Promises {
  /**
   * Until when the thing at a path (`Type.field`, `Type.field.argument`, `Enum.VALUE`) is served: the day on which it, or
   * what it is part of, was to go; undefined where it was not deprecated.
   */
  servedUntil(path: string): string | undefined;
  /** Whether all that uses a type may go by a day, so that the type may go with it. */
  isFree(typeName: string, today: string): boolean;
}

/** A member of a type with its reason of deprecation and the types that it names. */
interface Member {
  readonly path: string;
  readonly reason: string | null | undefined;
  readonly names: readonly string[];
}

/** Reads the deprecations of a released schema. */
export function promisesOf(schema: GraphQLSchema): Promises {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const members = types.flatMap(membersOf);
  const dates = new Map(
    members.flatMap(({ path, reason }) => {
      const date = removalDate(reason);
      return date === undefined ? [] : [[path, date] as const];
    }),
  );
  const servedUntil = (path: string): string | undefined => {
    const [type = '', field = '', argument] = path.split('.');
    return (argument && dates.get(`${type}.${field}.${argument}`)) || dates.get(`${type}.${field}`);
  };
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const isFree = (name: string, today: string, asked: readonly string[] = []): boolean => {
    if (roots.some((root) => root?.name === name)) return false;
    if (asked.includes(name)) return true;
    const users = members.filter(({ names }) => names.includes(name));
    if (users.length === 0) return false;
    return users.every(({ path }) => {
      const until = servedUntil(path);
      const owner = path.split('.')[0] ?? '';
      return (until !== undefined && until < today) || isFree(owner, today, [...asked, name]);
    });
  };
  return { servedUntil, isFree };
}

function membersOf(type: GraphQLNamedType): Member[] {
  const { name } = type;
  if (isEnumType(type)) {
    return type.getValues().map((value) => ({
      path: `${name}.${value.name}`,
      reason: value.deprecationReason,
      names: [],
    }));
  }
  if (isUnionType(type)) {
    return [{ path: name, reason: undefined, names: type.getTypes().map((one) => one.name) }];
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => ({
      path: `${name}.${field.name}`,
      reason: field.deprecationReason,
      names: [getNamedType(field.type).name],
    }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const path = `${name}.${field.name}`;
    return [
      { path, reason: field.deprecationReason, names: [getNamedType(field.type).name] },
      ...field.args.map((argument) => ({
        path: `${path}.${argument.name}`,
        reason: argument.deprecationReason,
        names: [getNamedType(argument.type).name],
      })),
    ];
  });
}
