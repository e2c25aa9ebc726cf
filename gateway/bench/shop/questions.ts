/**
 * The shape of the public benchmark of gateways: everything of users, their reviews, the products of
 * these, their reviews and authors, and again, eight levels down.
 */
export const NESTED = `
  fragment UserParts on User { id username name }
  fragment ReviewParts on Review { id body }
  fragment ProductParts on Product { inStock name price shippingEstimate upc weight }
  query Nested {
    users {
      ...UserParts
      reviews {
        ...ReviewParts
        product {
          ...ProductParts
          reviews {
            ...ReviewParts
            author { ...UserParts reviews { ...ReviewParts product { ...ProductParts } } }
          }
        }
      }
    }
    topProducts {
      ...ProductParts
      reviews {
        ...ReviewParts
        author { ...UserParts reviews { ...ReviewParts product { ...ProductParts } } }
      }
    }
  }`;

/** A list with a reference in each row, as pages ask it: four subgraphs, three levels, about 30 kB. */
export const LISTED = `
  query Listed {
    topProducts(first: 40) {
      upc name price weight inStock shippingEstimate
      reviews { id body author { id username name birthday } }
    }
  }`;
