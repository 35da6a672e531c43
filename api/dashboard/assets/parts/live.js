// Whether what is seen follows what happens: "connecting", "live" or "away".
import { t } from "../frame/words.js";
import { html } from "./html.js";

export function Live({ standing }) {
  return html`<span class=${`live ${standing}`}>${t(`live-${standing}`)}</span>`;
}
