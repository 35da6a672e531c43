// How cooperation goes: all pairs at once, between countries, one pair, and what is filed each year.
import { useAddress } from "../../frame/address.js";
import { t } from "../../frame/words.js";
import { html } from "../../parts/html.js";
import { Title } from "../../parts/notices.js";
import { part } from "./asked.js";
import { Flows } from "./flows.js";
import { Matrix } from "./matrix.js";
import { Pair } from "./pair.js";
import { Yearly } from "./yearly.js";

const PARTS = { matrix: Matrix, flows: Flows, pair: Pair, yearly: Yearly };

export default function Cooperation({ part: name = "matrix", from, to }) {
  const { chosen } = useAddress();
  const Shown = PARTS[name];
  return html`<${Title} text=${from ? t("cooperation-title-pair", { from, to }) : t(`cooperation-title-${name}`)} />
    <nav class="tabs" aria-label=${t("nav-cooperation")}>
      ${Object.keys(PARTS).map((each) => html`<a href=${part(each === "matrix" ? "" : `/${each}`, chosen)} aria-current=${each === name ? "page" : undefined}>${t(`cooperation-part-${each}`)}</a>`)}
    </nav>
    <${Shown} from=${from} to=${to} />`;
}
