// A command in a dialog over the page: Escape gives it up, and the focus goes back to where it was.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { CommandForm, commandWord } from "./form.js";

/** about: what it concerns, under the heading; all else as `CommandForm` takes it. */
export function CommandDialog({ about, leave, ...form }) {
  const element = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, []);
  return html`<dialog class="commanding" ref=${element} aria-labelledby="command-title" onClose=${leave}
      onClick=${(event) => event.target === element.current && leave()}>
    <div class="inside">
      <h2 id="command-title">${commandWord(form.name)}</h2>
      ${about && html`<p class="soft">${about}</p>`}
      <${CommandForm} key=${form.name} leave=${leave} ...${form} />
    </div>
  </dialog>`;
}
