/* Pages of an intake: nothing of a client outlives the client.

   A page that comes back from the browser's own memory (back button) asks the server again: an intake that
   has ended answers 404. Leaving (`form[data-leaves]`) removes this browser's copies of what was typed in
   it; their keys hold the intake's own key. */

const bar = document.querySelector("[data-intake]");

function forget() {
  [localStorage, sessionStorage].forEach((store) => {
    Object.keys(store).filter((name) => name.includes(bar.dataset.intake)).forEach((name) => store.removeItem(name));
  });
}

window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
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
