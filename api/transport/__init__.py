"""GraphQL over HTTP: what a request must be like, in which media type it is answered, and with which status."""
