// Templates of elements. Text is always set as text, so that nothing that somebody wrote can become markup.
import { h } from "preact";
import htm from "htm";

export const html = htm.bind(h);

/** Tells a screen reader; nothing is seen of it. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}
