// Codes of the interface in words: from the catalogue `codes`, else the code itself, legibly.
import { known } from "../frame/words.js";

const ACRONYMS = new Set(["JIT", "SIENA", "SIRENE", "EU", "EIO", "MLA", "EPOC", "EPPO", "SPOC", "INTERPOL", "EUROPOL", "EUROJUST", "TLP"]);

/** "code-request-state-sent" for ("RequestState", "SENT"): the id of a code's message. */
export function idOf(type, code) {
  return `${type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")}-${code.replace(/[._]/g, "-").replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")}`.toLowerCase();
}

/** A code of an enumeration in words. type: as the schema names it, such as "RequestState" or "EventKind". */
export function word(type, code) {
  if (code == null) return "–";
  return known(idOf(type, code)) ?? legible(code);
}

/** "POST_OPERATIONAL" or "request.RequestSent" as words; what is written in capitals stays so. */
export function legible(code) {
  const name = code.split(".").pop();
  const cased = (part) => (ACRONYMS.has(part) ? part : part.toLowerCase());
  const spaced = /^[A-Z0-9_]+$/.test(name) ? name.split("_").map(cased).join(" ") : name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "replyByUtc" or "reply_by_utc": the name of a field in words. */
export function fieldWord(name) {
  const spaced = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").replace(/_/g, "-").toLowerCase();
  return known(`field-${spaced}`) ?? legible(spaced.replace(/-(utc|id)$/, "").replaceAll("-", "_").toUpperCase());
}
