// The clock profiles by their names: each by the instrument it is of and what sets it apart.
import { t } from "../frame/words.js";
import { word } from "./codes.js";

/** Code of a profile: its instrument, and the message of its variant where the instrument has several. */
const PROFILES = {
  EU_2023_977_URGENT_DIRECT: ["EU_2023_977", "clock-profile-urgent-direct"],
  EU_2023_977_URGENT_INDIRECT: ["EU_2023_977", "clock-profile-urgent-indirect"],
  EU_2023_977_OTHER: ["EU_2023_977", "clock-profile-other"],
  EU_EIO: ["EU_EIO"],
  EU_EIO_PROVISIONAL: ["EU_EIO_PROVISIONAL"],
  EU_EIO_INTERCEPTION_NOTICE: ["EU_EIO_INTERCEPTION_NOTICE"],
  EU_SIRENE: ["EU_SIRENE"],
  EU_EPOC: ["EU_EPOC"],
  EU_EPOC_EMERGENCY: ["EU_EPOC", "clock-profile-emergency"],
  EU_EPOC_PR: ["EU_EPOC_PR"],
  COE_BUDAPEST_29: ["COE_BUDAPEST_29"],
  COE_2AP_ART7: ["COE_2AP_ART7"],
  COE_2AP_ART8: ["COE_2AP_ART8"],
  COE_2AP_ART8_SUBSCRIBER: ["COE_2AP_ART8", "clock-profile-subscriber"],
  MLA_GENERAL: ["MLA_GENERAL"],
  INTERPOL_CHANNEL: ["INTERPOL_CHANNEL"],
  TASK_FORCE_AGREEMENT: ["TASK_FORCE_AGREEMENT"],
};

export const PROFILE_CODES = Object.keys(PROFILES);

/** "European Investigation Order: urgent"; of a profile that there is no name for, its code legibly. */
export function profileName(code) {
  const [instrument, variant] = PROFILES[code] ?? [code];
  return variant ? `${word("Instrument", instrument)}: ${t(variant)}` : word("Instrument", instrument);
}
