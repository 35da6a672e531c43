// What everybody chooses for this browser: the language and the look.
import { html } from "../parts/html.js";
import { LOOKS, useLook } from "./look.js";
import { chooseLanguage, LANGUAGES, languageNow, t } from "./words.js";

export function Choices() {
  const [look, setLook] = useLook();
  return html`<div class="choices">
    <label><span>${t("language")}</span>
      <select value=${languageNow()} onChange=${(event) => chooseLanguage(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code}>${name}</option>`)}
      </select></label>
    <label><span>${t("look")}</span>
      <select value=${look} onChange=${(event) => setLook(event.target.value)}>
        ${LOOKS.map((each) => html`<option value=${each}>${t(`look-${each}`)}</option>`)}
      </select></label>
  </div>`;
}
