// Starts GraphiQL on our own endpoint; it asks no other host for anything.
const EXAMPLE = `# The investigations of which you are an active member.
# Sign in on the page at / first, or put {"Authorization": "Bearer <token>"} under Headers.
query MyInvestigations {
  me { memberId agencyId }
  investigations(first: 10) {
    nodes { investigationId reference title phase openRequestCount }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const fetcher = GraphiQL.createFetcher({ url: "/graphql", headers: { "X-Entente": "1" } });
const editor = React.createElement(GraphiQL, { fetcher, defaultQuery: EXAMPLE, defaultEditorToolsVisibility: true });
ReactDOM.createRoot(document.getElementById("graphiql")).render(editor);
