// My desk: what waits for my agency, by clock, each with the one step that is next; it stays live.
import { useEffect, useRef, useState } from "preact/hooks";
import { otherwise, useAddress } from "../../frame/address.js";
import { number, t } from "../../frame/words.js";
import { useViewer } from "../../frame/viewer.js";
import { useNow } from "../../parts/clocks.js";
import { word } from "../../parts/codes.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { announce, html } from "../../parts/html.js";
import { Live } from "../../parts/live.js";
import { Pages } from "../../parts/lists.js";
import { Empty, Title } from "../../parts/notices.js";
import { stepOn } from "../../parts/steps.js";
import { keyOf, useDesk } from "./asked.js";
import { Entry, typeOf } from "./entry.js";
import { Keys, useKeptFocus, useKeys } from "./keys.js";

const GROUPS = ["OVERDUE", "AT_RISK", "DUE", "UNDATED"];

export default function Desk() {
  const kind = useAddress().chosen.get("kind");
  const desk = useDesk(kind);
  const [acting, setActing] = useState(null);
  const [isHelp, setHelp] = useState(false);
  useKeys({ act: (known) => setActing(desk.nodes.find((each) => keyOf(each) === known)), help: () => setHelp(true) });
  useKeptFocus(desk.nodes);
  useTold(desk.tally);
  const done = (result) => { setActing(null); desk.again(result.position); };
  return html`<${Title} text=${t("desk-title")}>
      <div class="row"><${Live} standing=${desk.standing} /><button type="button" class="quiet" onClick=${() => setHelp(true)}>${t("desk-keys")} <kbd>?</kbd></button></div><//>
    <${Tally} tally=${desk.tally} chosen=${kind} />
    <${Pages} of=${desk} rows=${8} empty=${html`<${Nothing} isFiltered=${!!kind} />`}>${(nodes) => html`<${Groups} nodes=${nodes} overdue=${kind ? null : desk.tally?.overdue} act=${setActing} />`}<//>
    ${acting && html`<${Acting} entry=${acting} done=${done} leave=${() => setActing(null)} />`}
    ${isHelp && html`<${Keys} leave=${() => setHelp(false)} />`}`;
}

/** How many wait of each kind: each a link that shows it alone. */
function Tally({ tally, chosen }) {
  if (!tally) return html`<p class="tally" aria-hidden="true"> </p>`;
  const all = tally.kinds.reduce((sum, each) => sum + each.entries, 0);
  const one = (code, text, count) => html`<li key=${code}><a href=${otherwise({ kind: code })} aria-current=${chosen === code ? "true" : undefined}>${text} <b>${number(count)}</b></a></li>`;
  return html`<nav aria-label=${t("desk-by-kind")}><ul class="tally">${one(null, t("desk-all"), all)}
    ${tally.kinds.map((each) => one(each.kind, word("DeskKind", each.kind), each.entries))}</ul></nav>`;
}

function Groups({ nodes, overdue, act }) {
  const now = useNow();
  return html`<div class="desk">${GROUPS.map((standing) => {
    const own = nodes.filter((each) => each.standing === standing);
    if (!own.length) return null;
    const title = `desk-${standing.toLowerCase().replace("_", "-")}`;
    return html`<section key=${standing} aria-labelledby=${title} class=${standing.toLowerCase()}>
      <h2 id=${title}>${t(title)} <span class="soft">${number(standing === "OVERDUE" && overdue ? overdue : own.length)}</span></h2>
      <ul class="entries">${own.map((entry) => html`<${Entry} key=${keyOf(entry)} known=${keyOf(entry)} entry=${entry} now=${now} act=${act} />`)}</ul>
    </section>`;
  })}</div>`;
}

function Nothing({ isFiltered }) {
  if (isFiltered) return html`<${Empty} text=${t("desk-none-of-kind")}><p><a href=${otherwise({ kind: null })}>${t("desk-all")}</a></p><//>`;
  return html`<${Empty} text=${t("desk-none")}><p><a href="#/investigations">${t("nav-investigations")}</a></p><//>`;
}

/** The next step of an entry, as a form over the desk. */
function Acting({ entry, done, leave }) {
  const { agencyId } = useViewer();
  const thing = { type: typeOf(entry), id: entry.subjectId, version: entry.subject?.version, investigationId: entry.investigationId };
  const step = stepOn(thing, entry.nextCommand, entry.partId);
  const likely = entry.nextCommand === "recallItem" ? { fromAgencies: [entry.otherAgencyId] } : {};
  const about = html`<bdi>${entry.investigation?.reference ?? ""}</bdi> <span dir="auto">${entry.subject?.subject ?? entry.subject?.title ?? entry.subject?.task ?? ""}</span>`;
  return html`<${CommandDialog} ...${step} of=${{ ...step.of, agencyId }} likely=${likely} about=${about} done=${done} leave=${leave} />`;
}

/** Says politely what has changed, once the desk was told for the first time. */
function useTold(tally) {
  const before = useRef(null);
  const told = tally && JSON.stringify(tally);
  useEffect(() => {
    if (told && before.current && before.current !== told) {
      announce(t("desk-changed", { entries: tally.kinds.reduce((sum, each) => sum + each.entries, 0), overdue: tally.overdue }));
    }
    before.current = told ?? before.current;
  }, [told]);
}
