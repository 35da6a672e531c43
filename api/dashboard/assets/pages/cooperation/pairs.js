// One figure of all pairs of agencies, whether over what the viewer may see or as published over all cases.
import { useAnswer } from "../../frame/asking.js";

const VISIBLE = `query Matrix($metric: Metric!, $filter: CooperationFilterInput, $window: CooperationWindowInput, $thresholds: ThresholdsInput, $asOf: AsOf) {
  cooperationMatrix(metric: $metric, filter: $filter, window: $window, thresholds: $thresholds, asOf: $asOf) {
    name unit agencies values n at asOfPosition
  }
}`;

const ALL = `query MatrixOfAll($metrics: [Metric!]!, $window: CooperationWindowInput, $thresholds: ThresholdsInput) {
  cooperation(scope: AUTHORISED_AGGREGATE, metrics: $metrics, groupBy: [FROM_AGENCY, TO_AGENCY], window: $window, thresholds: $thresholds) {
    at asOfPosition publication { firstMonth lastMonth roundedTo leastInvestigations }
    groups(first: 200) { nodes { fromAgencyId toAgencyId figures { name unit n standing value low high } } pageInfo { hasNextPage } }
  }
}`;

/** Asks; `told(answer)` makes { name, unit, agencies, cell(from, to), at, position, publication, isCut } of it. */
export function usePairs(asked, metric) {
  const { isAll, filter, window, thresholds, asOf } = asked;
  const seen = useAnswer(isAll ? null : VISIBLE, { metric, filter, window, thresholds, asOf });
  const all = useAnswer(isAll ? ALL : null, { metrics: [metric], window, thresholds });
  return isAll ? { ...all, told: ofAll } : { ...seen, told: ofVisible };
}

const NOTHING = { standing: "EMPTY", n: 0, value: null };

function ofVisible({ cooperationMatrix: told }) {
  const place = new Map(told.agencies.map((agency, at) => [agency, at]));
  const cell = (from, to) => {
    const [n, value] = [told.n[place.get(from)][place.get(to)], told.values[place.get(from)][place.get(to)]];
    if (!n) return NOTHING;
    return { n, value, standing: value == null ? "INSUFFICIENT_DATA" : "KNOWN" };
  };
  return { name: told.name, unit: told.unit, agencies: told.agencies, cell, at: told.at, position: told.asOfPosition };
}

function ofAll({ cooperation: told }) {
  const pairs = new Map(told.groups.nodes.map(({ fromAgencyId, toAgencyId, figures }) => [`${fromAgencyId} ${toAgencyId}`, figures[0]]));
  const agencies = [...new Set(told.groups.nodes.flatMap((each) => [each.fromAgencyId, each.toAgencyId]))].sort();
  const [first] = pairs.values();
  return {
    name: first?.name ?? "", unit: first?.unit ?? "COUNT", agencies, at: told.at, position: told.asOfPosition,
    publication: told.publication, isCut: told.groups.pageInfo.hasNextPage,
    cell: (from, to) => pairs.get(`${from} ${to}`) ?? NOTHING,
  };
}
