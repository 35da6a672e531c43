// Writes times, durations, codes and names for people.
import { el } from "./dom.js";

const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const LOCAL = new Intl.DateTimeFormat("en-GB", {
  year: "numeric", month: "short", day: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: LOCAL_ZONE,
});

const PRECISION = { DAY: "only the day is known", MONTH: "only the month is known", YEAR: "only the year is known" };

/** An instant: UTC first, and the reader's own zone beside it. */
export function instant(iso) {
  if (!iso) return el("span", { class: "muted" }, "–");
  const utc = `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  const local = LOCAL_ZONE === "UTC" ? null : el("span", { class: "local" }, `${LOCAL.format(new Date(iso))} (${LOCAL_ZONE})`);
  return el("time", { datetime: iso }, el("span", { class: "nowrap" }, utc), local && " ", local);
}

/** When something happened, no more exactly than it is known. */
export function occurred(entry) {
  if (!entry.occurredText) return el("span", { class: "partial" }, "date unknown");
  const note = PRECISION[entry.occurredPrecision];
  if (!note) return instant(entry.occurredAt);
  return el("span", { class: "partial" }, entry.occurredText, " ", el("span", { class: "local" }, `${note} (${entry.occurredTz})`));
}

/** "-PT36H" or "P2DT3H" as "1 d 12 h". */
export function duration(iso) {
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(iso ?? "");
  if (!parts) return "";
  const seconds = ((+parts[2] || 0) * 24 + (+parts[3] || 0)) * 3600 + (+parts[4] || 0) * 60 + (+parts[5] || 0);
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days) return `${days} d ${hours} h`;
  return hours ? `${hours} h ${minutes} min` : `${minutes} min`;
}

const ACRONYMS = new Set(["JIT", "SIENA", "SIRENE", "EU", "EIO", "MLA", "EPOC", "EPPO", "SPOC", "INTERPOL", "EUROPOL", "EUROJUST", "TLP"]);

const NAMES = { I_24_7: "I-24/7", NETWORK_24_7: "24/7 network", E_CODEX: "e-CODEX" };

/** "POST_OPERATIONAL" or "request.RequestSent" as words; what is written in capitals stays so. */
export function words(code) {
  const name = code.split(".").pop();
  if (NAMES[name]) return NAMES[name];
  const cased = (part) => (ACRONYMS.has(part) ? part : part.toLowerCase());
  const spaced = /^[A-Z0-9_]+$/.test(name) ? name.split("_").map(cased).join(" ") : name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const INSTRUMENTS = {
  EU_2023_977: "Directive (EU) 2023/977", EU_EIO: "European Investigation Order", EU_EIO_PROVISIONAL: "EIO, provisional measure",
  EU_EIO_INTERCEPTION_NOTICE: "EIO, notice of interception", EU_SIRENE: "SIRENE", EU_EPOC: "European Production Order",
  EU_EPOC_PR: "European Preservation Order", COE_BUDAPEST_29: "Budapest Convention Art. 29", COE_2AP_ART7: "Second Protocol Art. 7",
  COE_2AP_ART8: "Second Protocol Art. 8", MLA_GENERAL: "Mutual legal assistance", INTERPOL_CHANNEL: "INTERPOL channel",
  TASK_FORCE_AGREEMENT: "Task force agreement",
};

/** The legal instrument as people name it. */
export function instrument(code) {
  return INSTRUMENTS[code] ?? words(code);
}

/** A value of a summary: a JSON array as "a, b", an object as "name value, name value", without what is empty. */
export function value(text) {
  if (!/^[[{]/.test(text) || text === "[erased]") return text;
  try {
    return plain(JSON.parse(text));
  } catch {
    return text;
  }
}

function plain(part) {
  if (Array.isArray(part)) return part.map(plain).join(", ");
  if (part === null || typeof part !== "object") return String(part);
  return Object.entries(part).map(([name, inner]) => [label(name), inner === null ? "" : plain(inner)]).filter(([, inner]) => inner).map(([name, inner]) => `${name} ${inner}`).join(", ");
}

/** How long ago an instant was, as an ISO 8601 duration without a sign. */
export function since(iso) {
  return `PT${Math.max(0, Math.floor((Date.now() - new Date(iso)) / 3600000))}H`;
}

/** "urgency_reason" as "urgency reason". */
export function label(name) {
  return name.replace(/_(utc|id)$/, "").replaceAll("_", " ");
}

/** What somebody wrote; of what was erased a quiet mark stands in its place. */
export function written(text, isErased) {
  return isErased && text === "[erased]" ? el("span", { class: "erased" }, "erased") : text;
}
