/* A form is sent once: its buttons rest after the first click and wake when the page is shown again.
   A form with `data-many` (a download, for example) is left alone. */

const RESTING = "data-once-resting";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("data-many")) return;
  if (form.hasAttribute(RESTING)) {
    event.preventDefault();
    return;
  }
  form.setAttribute(RESTING, "");
  // Disabling at once would drop the name and value of the button that was pressed.
  setTimeout(() => form.querySelectorAll("button, input[type=submit]").forEach((button) => {
    button.setAttribute("aria-disabled", "true");
  }));
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll(`form[${RESTING}]`).forEach((form) => {
    form.removeAttribute(RESTING);
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});
