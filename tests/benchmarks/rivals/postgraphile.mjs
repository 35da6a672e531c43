// PostGraphile over the read models, as somebody would serve them who took it instead: as the role that reads, with
// who asks in the settings of row-level security. Usage: node server.mjs CONNECTION PORT MEMBER AGENCY DAY
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { jsonPgSmartTags } from "postgraphile/utils";
import { grafserv } from "postgraphile/grafserv/node";

const [connectionString, port, member, agency, day] = process.argv.slice(2);
const of = (column) => ({ tags: { foreignKey: `(${column}) references read.investigations (investigation_id)` } });
const relations = jsonPgSmartTags({
  version: 1,
  config: { class: { "read.timeline_entries": of("case_id"), "read.requests": of("investigation_id") } },
});
const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [relations],
  disablePlugins: ["PgIndexBehaviorsPlugin"], // or it filters and orders by no column that only a partial index begins with
  pgServices: [makePgService({ connectionString, schemas: ["read"], poolConfig: { max: 10 } })],
  grafserv: { graphiql: false, websockets: false },
  grafast: {
    context: () => ({
      pgSettings: { role: "entente_reader", "entente.member": member, "entente.agency": agency, "entente.today": day },
    }),
  },
};
const served = postgraphile(preset).createServ(grafserv);
const server = createServer();
await served.addTo(server);
server.listen(Number(port), "127.0.0.1", () => console.log("ready"));
