// What may be done with a thing: a button for each command that is allowed, and for the others what stands in the way.
import { useState } from "preact/hooks";
import { useViewer } from "../frame/viewer.js";
import { t } from "../frame/words.js";
import { CommandDialog } from "./forms/dialog.js";
import { commandWord } from "./forms/form.js";
import { html } from "./html.js";
import { stepOn } from "./steps.js";

/**
 * thing: as `stepOn` takes it; commands: as the interface offers them. about: what it is, in words. without: names not to
 * show here; choices: command -> field -> what to choose from; parts: command -> id of the part it is about.
 * done(result) is called once a command is carried out.
 */
export function Offers({ thing, commands, about, done, without = [], choices = {}, parts = {}, likely = {} }) {
  const [name, setName] = useState(null);
  const { agencyId } = useViewer();
  const shown = commands.filter((each) => !without.includes(each.name));
  const [allowed, others] = [shown.filter((each) => each.isAllowed), shown.filter((each) => !each.isAllowed)];
  const one = allowed.length ? null : reasonOfAll(others);
  const step = name && stepOn(thing, name, parts[name]);
  return html`<section class="panel offers" aria-labelledby="offers"><h2 id="offers">${t("offers-title")}</h2>
    ${!allowed.length && html`<p class="soft">${one ?? t("offers-none")}</p>`}
    <div class="row">${allowed.map((each) => html`<button key=${each.name} type="button" onClick=${() => setName(each.name)}>${commandWord(each.name)}</button>`)}</div>
    ${others.length > 0 && !one && html`<${NotNow} others=${others} />`}
    ${step && html`<${CommandDialog} ...${step} of=${{ ...step.of, agencyId }} choices=${choices[name]} likely=${likely[name]} about=${html`<span dir="auto">${about}</span>`}
      done=${(result) => { setName(null); done(result); }} leave=${() => setName(null)} />`}
  </section>`;
}

/** Where one reason stands in the way of everything, it is said once. */
function reasonOfAll(others) {
  const reasons = new Set(others.map((each) => each.reason));
  return reasons.size === 1 && others.length > 1 ? `${others[0].reason} ${others[0].remedy}` : null;
}

function NotNow({ others }) {
  const byReason = Map.groupBy(others, (each) => each.reason);
  return html`<details class="not-now"><summary>${t("offers-not-now", { count: others.length })}</summary>
    <dl>${[...byReason].map(([reason, those]) => html`<dt key=${reason}>${those.map((each) => commandWord(each.name)).join(" · ")}</dt>
      <dd lang="en" dir="ltr">${reason} ${those[0].remedy}</dd>`)}</dl></details>`;
}
