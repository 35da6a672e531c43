// Which pages there are: where in the address, in which place of the navigation, with which words.

/** place: in the navigation; href: of that place's first page. load: the module, whose default export shows the page. */
export const PAGES = [
  { name: "desk", pattern: /^\/$/, place: "desk", href: "#/", words: ["clocks", "forms", "commands", "desk"], load: () => import("./desk/page.js") },
  { name: "request", pattern: /^\/request\/(?<requestId>[0-9a-f-]{36})$/, place: "investigations", words: ["clocks", "forms", "commands", "events", "request"], load: () => import("./request/page.js") },
  { name: "item", pattern: /^\/item\/(?<itemId>[0-9a-f-]{36})$/, place: "investigations", words: ["clocks", "forms", "commands", "item"], load: () => import("./item/page.js") },
  { name: "follow-up", pattern: /^\/follow-up\/(?<followupId>[0-9a-f-]{36})$/, place: "investigations", words: ["clocks", "forms", "commands", "follow-up"], load: () => import("./follow-up/page.js") },
  { name: "review", pattern: /^\/review\/(?<reviewId>[0-9a-f-]{36})$/, place: "investigations", words: ["forms", "commands", "review"], load: () => import("./review/page.js") },
  { name: "investigations", pattern: /^\/investigations$/, place: "investigations", href: "#/investigations", words: ["investigations"], load: () => import("./investigations/page.js") },
  { name: "investigation", pattern: /^\/investigation\/(?<id>[0-9a-f-]{36})$/, place: "investigations", words: ["clocks", "events", "investigation"], load: () => import("./investigation/page.js") },
  { name: "cooperation", pattern: /^\/cooperation(?:\/(?<part>flows|yearly|pair)(?:\/(?<from>[A-Z0-9-]+)\/(?<to>[A-Z0-9-]+))?)?$/, place: "cooperation", href: "#/cooperation", words: ["cooperation", "metrics"], load: () => import("./cooperation/page.js") },
  { name: "analysis", pattern: /^\/analysis(?:\/(?<part>links|routes|rising|registrations))?$/, place: "analysis", href: "#/analysis", words: ["cooperation", "metrics", "forms", "commands", "analysis"], load: () => import("./analysis/page.js") },
  { name: "directory", pattern: /^\/directory$/, place: "directory", href: "#/directory", words: ["directory"], load: () => import("./directory/page.js") },
  { name: "agency", pattern: /^\/directory\/(?<agency>[^/]+)$/, place: "directory", words: ["directory"], load: () => import("./directory/agency.js") },
];

/** The page of a path: { page, named, key }; named: what the pattern names in the path, key: another for another thing. */
export function pageOf(path) {
  for (const page of PAGES) {
    const match = page.pattern.exec(path);
    if (match) return { page, named: { ...match.groups }, key: path };
  }
  return null;
}
