// The desk by keyboard: between entries, into one, its next step; and what the keys are.
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../frame/words.js";
import { html } from "../../parts/html.js";

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TYPING = "input, select, textarea, [contenteditable]";

/** Entries as they stand on the page, and which of them has the focus within. */
function standing() {
  const all = [...document.querySelectorAll("[data-entry]")];
  return { all, at: all.findIndex((each) => each.contains(document.activeElement)) };
}

/** Puts the focus on an entry's link, and brings it into sight. */
export function focusEntry(place) {
  const { all } = standing();
  const wanted = all[Math.max(0, Math.min(all.length - 1, place))];
  wanted?.querySelector(".open").focus();
  wanted?.scrollIntoView({ block: "nearest" });
}

/** Hears keys while no dialog is open and nobody types. act(known): takes an entry's next step. */
export function useKeys({ act, help }) {
  const calls = useRef({});
  calls.current = { act, help };
  useEffect(() => {
    const pressed = (event) => {
      const isElsewhere = event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING) || document.querySelector("dialog[open]");
      if (isElsewhere) return;
      const { all, at } = standing();
      if (event.key in STEPS && all.length) focusEntry(at < 0 ? 0 : at + STEPS[event.key]);
      else if (event.key === "n" && at >= 0) calls.current.act(all[at].dataset.entry);
      else if (event.key === "?") calls.current.help();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

/** Where an entry with the focus has gone, the one in its place gets it. nodes: what is shown. */
export function useKeptFocus(nodes) {
  const last = useRef(-1);
  useEffect(() => {
    const noted = () => { const { at } = standing(); if (at >= 0) last.current = at; };
    document.addEventListener("focusin", noted);
    return () => document.removeEventListener("focusin", noted);
  }, []);
  useEffect(() => {
    if (document.activeElement === document.body && last.current >= 0) focusEntry(last.current);
  }, [nodes]);
}

const KEYS = [["j", "↓", "desk-key-next"], ["k", "↑", "desk-key-before"], ["Enter", null, "desk-key-open"], ["n", null, "desk-key-step"], ["?", null, "desk-key-help"]];

export function Keys({ leave }) {
  const element = useRef(null);
  useEffect(() => { element.current.showModal(); }, []);
  return html`<dialog ref=${element} onClose=${leave} aria-labelledby="keys-title"><h2 id="keys-title">${t("desk-keys")}</h2>
    <dl class="keys">${KEYS.map(([key, other, what]) => html`<dt key=${key}><kbd>${key}</kbd>${other && html` <kbd>${other}</kbd>`}</dt><dd>${t(what)}</dd>`)}</dl>
    <form method="dialog" class="row ends"><button>${t("form-leave")}</button></form></dialog>`;
}
