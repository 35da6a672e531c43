// Builds elements. Text is always set as text, so that nothing that somebody wrote can become markup.

/** el("p", {class: "note"}, "text", otherElement): false, null and undefined children are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== false && child != null));
  return element;
}

export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** A refusal as a box that says what happened, what to do, and offers to try again. */
export function refusalBox(refusal, again) {
  return el("div", { class: "notice bad", role: "alert" },
    el("p", {}, el("strong", {}, refusal.message)),
    refusal.remedy && el("p", {}, refusal.remedy),
    el("button", { type: "button", onclick: again }, "Try again"));
}

/** A list that grows by pages: `load(after)` returns {nodes, pageInfo, totalCount}, `show(node)` an element; what: [one, many]. */
export async function paged({ container, load, show, empty, what }) {
  const button = el("button", { type: "button", class: "more" }, "More");
  let after = null;
  let shownCount = 0;
  const next = async () => {
    button.disabled = true;
    try {
      const page = await load(after);
      const first = page.nodes.map(show);
      container.append(...first);
      shownCount += page.nodes.length;
      after = page.pageInfo.endCursor;
      button.hidden = !page.pageInfo.hasNextPage;
      const total = page.totalCount == null ? "" : ` of ${page.totalCount}`;
      button.textContent = `More (${shownCount}${total} shown)`;
      announce(shownCount ? `${shownCount}${total} ${what[(page.totalCount ?? shownCount) === 1 ? 0 : 1]} shown.` : empty);
      if (!shownCount) container.replaceWith(el("p", { class: "empty" }, empty));
    } catch (refusal) {
      const box = refusalBox(refusal, () => { box.remove(); next(); });
      button.before(box);
    }
    button.disabled = false;
  };
  button.hidden = true;
  button.addEventListener("click", next);
  container.after(button);
  await next();
}
