/* Parts of a page that keep up by themselves. Every [data-live="<seconds>"] (with an id) of a page that is looked
   at is asked for anew and takes the place of the old one, unless somebody is typing in it; the focus stays.
   [data-elapsed="<seconds>"] counts on as m:ss from what the server said. Without scripts the page's <noscript>
   makes the browser load it again. */

const parts = () => [...document.querySelectorAll("[data-live][id]")];
const isTypedIn = (part) => part.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
let asked = performance.now();

function place(element) {
  const named = element?.closest("[data-focus]")?.dataset.focus;
  return element?.id ? `#${CSS.escape(element.id)}` : named ? `[data-focus="${CSS.escape(named)}"]` : "";
}

async function look() {
  const answer = await fetch(location.href, { headers: { "X-Requested-With": "live" } }).catch(() => null);
  document.querySelectorAll("[data-live-lost]").forEach((told) => { told.hidden = Boolean(answer?.ok); });
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  asked = performance.now();
  for (const part of parts()) {
    const other = fresh.getElementById(part.id);
    if (!other || isTypedIn(part) || other.innerHTML === part.innerHTML) continue;
    const at = part.contains(document.activeElement) ? place(document.activeElement) : "";
    part.innerHTML = other.innerHTML;
    if (at) part.querySelector(at)?.focus();
  }
  count();
}

function count() {
  document.querySelectorAll("[data-elapsed]").forEach((shown) => {
    const seconds = Number(shown.dataset.elapsed) + Math.floor((performance.now() - asked) / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  });
}

const every = Math.min(...parts().map((part) => Number(part.dataset.live) || 15));
if (Number.isFinite(every)) {
  setInterval(() => { if (document.visibilityState === "visible") look(); }, every * 1000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
}
setInterval(count, 1000);
count();
