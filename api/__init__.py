"""The public interface: GraphQL over HTTP, signing in, health, and the first page."""
