"""What can be read: the schema's objects, one module per read model, and the root that leads to them."""
