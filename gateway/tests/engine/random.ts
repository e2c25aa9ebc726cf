/** A source of chance that gives the same for the same seed. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** True in this share of cases. */
  chance(share: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** Numerical Recipes' linear congruential generator; good enough to vary operations. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    chance: (share) => next() < share,
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
  };
}

/** A number in [0, 1) that is the same for the same parts (FNV-1a). */
export function hashed(...parts: readonly unknown[]): number {
  let hash = 2166136261;
  for (const character of parts.join('|')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  }
  // The last characters change the low bits most: mix them up.
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
