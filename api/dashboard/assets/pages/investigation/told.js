// The values of an entry's sentence, each as a reader writes it: codes in words, instants, spans, days, lists, conditions.
import { number, t } from "../../frame/words.js";
import { Marking, Written } from "../../parts/chips.js";
import { fieldWord, word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { languageName } from "../../parts/names.js";
import { profileName } from "../../parts/profiles.js";
import { dayText, Instant, instantText, secondsOf, spanText } from "../../parts/times.js";

const TYPES = {
  instrument: "Instrument", urgency: "Urgency", availability: "Availability", obligation: "Obligation", outcome: "Outcome", grounds: "RefusalGround",
  ground: "RefusalGround", grade: "SourceGrade", legal_basis: "LegalBasisKind", clearance: "Classification", scheme: "EvaluationScheme", source: "SourceKind",
  used_in: "UsedIn", scope: "Scope", phase: "Phase", channel: "Channel", state: "RequestState", stage: "FollowUpStage", standing: "PartnerStanding",
  tlp: "Tlp", handling: "Handling", pap: "Pap", classification: "Classification", review_type: "ReviewType", crime_area: "CrimeArea", crime_areas: "CrimeArea", counting: "Counting",
};

const BY_KIND = {
  "investigation.FactRecorded": { kind: "FactKind" },
  "investigation.JointActivityRecorded": { kind: "ActivityKind" },
  "investigation.PartnerInvited": { role: "PartnerRole" },
  "investigation.PartnerJoined": { role: "PartnerRole" },
  "investigation.MemberAdmitted": { role: "MemberRole" },
  "item.ItemRegistered": { kind: "ItemKind" },
  "item.ContentErased": { reason: "ErasureReason" },
  "request.RequestWithdrawn": { reason: "WithdrawalReason" },
};

const HIDDEN = new Set(["activity_id", "fact_id", "clarification_id", "restriction_id", "recall_id", "consent_id", "member_ids", "requested_tz", "to_tz"]); // what only links records
const UNSAID = new Set(["", "[]", "{}", "false", "null"]);

/** What an entry tells beside its text, as [name, value] of elements; nothing for what says nothing. */
export function told(entry) {
  return entry.summaryArguments
    .filter(({ name, value }) => value != null && !UNSAID.has(value) && !HIDDEN.has(name))
    .map(({ name, value }) => [name, html`<${Value} name=${name} value=${value} type=${typeOf(entry.kind, name)} isErased=${entry.isErased} />`]);
}

export function Told({ entry }) {
  const all = told(entry);
  return all.length > 0 && html`<dl class="told">${all.map(([name, value]) => html`<div><dt>${fieldWord(name)}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function typeOf(kind, name) {
  return BY_KIND[kind]?.[name] ?? TYPES[name];
}

/** A value that the interface tells as text, legibly. type: of the schema, for codes. */
export function Value({ name, value, type, isErased }) {
  const parsed = structured(value);
  if (name === "marking" && parsed) return html`<${Marking} marking=${parsed} />`;
  if (Array.isArray(parsed)) return parsed.map((each, place) => html`${place > 0 && ", "}<${Value} name=${name} value=${typeof each === "string" ? each : JSON.stringify(each)} type=${type} />`);
  if (parsed && typeof parsed === "object") return Object.entries(parsed).filter(([, each]) => each != null).map(([key, each], place) => html`${place > 0 && " · "}${fieldWord(key)}: <${Value} name=${key} value=${String(each)} type=${TYPES[key]} />`);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) return html`<${Instant} at=${value} />`;
  return html`<${Written} text=${valueText(name, value, type)} isErased=${isErased} />`;
}

/** The same as text. */
export function valueText(name, value, type) {
  if (value == null || value === "") return "–";
  if (type) return word(type, value);
  if (name === "language") return languageName(value);
  if (name === "profile") return profileName(value);
  if (value === "true" || value === "false") return t(value === "true" ? "case-yes" : "case-no");
  if (name.endsWith("sha256")) return `${value.slice(0, 12)}…`;
  if (name === "size_bytes") return t("case-bytes", { bytes: number(Number(value)) });
  if (/^-?P(?=\d|T\d)/.test(value) && !Number.isNaN(secondsOf(value))) return spanText(secondsOf(value));
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) return instantText(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayText(value);
  const parsed = structured(value);
  if (Array.isArray(parsed)) return parsed.map((each) => valueText(name, String(each), type)).join(", ");
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return value.slice(0, 8);
  return value;
}

function structured(value) {
  if (!/^[[{]/.test(value ?? "")) return null;
  try {
    return JSON.parse(value);
  } catch {
    return null; // words that begin with a bracket
  }
}
