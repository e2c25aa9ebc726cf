/** The resolvers of a type, with every field that its row does not carry made required: a forgotten one does not compile. */
export type Complete<TResolvers, TRow> = TResolvers &
  Required<Omit<TResolvers, keyof TRow | '__resolveReference' | '__isTypeOf'>>;
