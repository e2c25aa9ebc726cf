/** An account of the shop. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly birthday: string;
}

/** A thing that is sold, with what the stock knows of it. */
export interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
  readonly inStock: boolean;
}

/** What an account wrote of a product. */
export interface Review {
  readonly id: string;
  readonly body: string;
  readonly author: string;
  readonly product: string;
}

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const CRAFTS = ['Brassware', 'Carpet', 'Chikan', 'Glass', 'Pashmina', 'Saffron', 'Silk', 'Walnut'];

/** Few users and many products, so that the same ones are met on many ways. */
export const users: readonly User[] = many(6, (index) => ({
  id: `u${index + 1}`,
  username: `buyer-${index + 1}`,
  name: `Buyer number ${index + 1}`,
  birthday: `19${70 + index}-0${index + 1}-15`,
}));

/** Products in the order in which `topProducts` gives them. */
export const products: readonly Product[] = many(40, (index) => ({
  upc: `p${index + 1}`,
  name: `${CRAFTS[index % CRAFTS.length]} of workshop ${index + 1}`,
  price: 400 + ((index * 137) % 900),
  weight: 100 + ((index * 271) % 1200),
  inStock: index % 3 !== 1,
}));

/** Of the first five products, by the users in turn; then of all others, by guests. */
export const reviews: readonly Review[] = [
  ...many(19, (index) => review(index, index % users.length, index % 5)),
  ...many(125, (index) => review(19 + index, -1, 5 + (index % (products.length - 5)))),
];

function review(index: number, user: number, product: number): Review {
  return {
    id: `r${index + 1}`,
    body: `Ordered in season ${index + 1}: what came was what the sample had shown.`,
    // Those of later products are by accounts that the nested question does not come by.
    author: user < 0 ? `g${index % 12}` : (users[user]?.id ?? ''),
    product: products[product]?.upc ?? '',
  };
}

/** Accounts that wrote of the later products only. */
export const guests: readonly User[] = many(12, (index) => ({
  id: `g${index}`,
  username: `guest-${index}`,
  name: `Guest number ${index}`,
  birthday: '1980-01-01',
}));
