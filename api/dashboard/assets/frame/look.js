// Dark, light, or as the system has it: remembered in this browser alone.
import { useState } from "preact/hooks";

const KEY = "entente.look";
export const LOOKS = ["auto", "light", "dark"];

function wear(look) {
  if (look === "auto") delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look;
}

function kept() {
  const look = localStorage.getItem(KEY);
  return LOOKS.includes(look) ? look : "auto";
}

export function beginLook() {
  wear(kept());
}

/** [look, setLook]; charts hear of a change by the event "entente:look". */
export function useLook() {
  const [look, setLook] = useState(kept);
  const change = (next) => {
    localStorage.setItem(KEY, next);
    wear(next);
    setLook(next);
    window.dispatchEvent(new Event("entente:look"));
  };
  return [look, change];
}
