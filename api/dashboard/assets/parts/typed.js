// A box into which one types: its value comes from elsewhere, yet nothing that arrives meanwhile wipes what was typed.
import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";

/** value: put into the box when it changes, not whenever the page is drawn anew; all else as an input takes it. */
export function Typed({ value, ...rest }) {
  const box = useRef(null);
  useEffect(() => { box.current.value = value; }, [value]);
  return html`<input ref=${box} ...${rest} />`;
}
