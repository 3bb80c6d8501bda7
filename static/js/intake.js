/* Pages of an intake: nothing of a client outlives the client.

   A page that comes back from the browser's own memory (back button) asks the server again: an intake that
   has ended answers 404. Leaving (`form[data-leaves]`) removes this browser's copies of what was typed in
   it; their keys hold the intake's own key. Some leave without it (a window that was closed, a sign-in that ran
   out, a line of the list of intakes), and Clear-Site-Data counts over https alone: whatever belongs to an intake
   that is not this one goes when this one's pages are opened. */

const bar = document.querySelector("[data-intake]");

function forget() {
  [localStorage, sessionStorage].forEach((store) => {
    Object.keys(store).filter((name) => name.includes(bar.dataset.intake)).forEach((name) => store.removeItem(name));
  });
  indexedDB.deleteDatabase(`intake:${bar.dataset.intake}`);
}

/* Where the browser cannot tell which databases there are, those of others stay unread: none is opened but by its key. */
async function forgetOthers() {
  const own = bar.dataset.intake;
  const isOthers = (name) => /intake[:/]/.test(name) && !name.includes(own);
  [localStorage, sessionStorage].forEach((store) => Object.keys(store).filter(isOthers).forEach((name) => store.removeItem(name)));
  const databases = (await indexedDB.databases?.()) || [];
  databases.filter(({ name }) => isOthers(name)).forEach(({ name }) => indexedDB.deleteDatabase(name));
}
forgetOthers().catch(() => null);

window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

/* The work begins at the first question without an answer, unless something has the focus already. On load:
   by then js/show-if.js has hidden what is not asked. */
window.addEventListener("load", () => {
  const form = document.querySelector("form[data-focus-first]");
  if (!form || document.querySelector("[autofocus]")) return;
  const controls = [...form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea, select")];
  controls.find((control) => !control.value && !control.disabled && control.offsetParent)?.focus();
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  // What is hidden takes no focus while the page is read.
  if (button.autofocus && document.activeElement === document.body) button.focus();
  button.addEventListener("click", () => window.print());
});

document.querySelectorAll("form[data-leaves]").forEach((form) => {
  form.addEventListener("submit", () => {
    try {
      forget();
    } catch {
      // Storage is forbidden: then nothing was kept in it.
    }
  });
});
