// What an application on Relay asks: connections, fragments, refetching by node, a command, a subscription.

import { graphql } from "relay-runtime";

graphql`
  fragment case_requests on Investigation
  @refetchable(queryName: "caseRequestsAgainQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    id
    requests(first: $count, after: $cursor) @connection(key: "case_requests") {
      edges { node { id state } }
    }
  }
`;

graphql`
  query caseQuery($id: UUID!) {
    investigation(investigationId: $id) {
      id
      title
      ...case_requests
    }
  }
`;

graphql`
  mutation caseFactMutation($input: RecordFactInput!) {
    recordFact(input: $input) {
      __typename
      ... on Success { version position }
      ... on RuleViolation { code message }
    }
  }
`;

graphql`
  subscription caseSubscription($id: UUID!) {
    caseTimeline(caseId: $id, after: 0) { position entries { eventId kind } }
  }
`;
