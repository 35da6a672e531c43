"""Read model: registered identifiers, and the hits between them, as each side knows them."""
