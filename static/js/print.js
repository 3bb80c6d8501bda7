/* [data-print-button] prints the page (hidden without scripts); <… data-print> prints it as soon as it is shown. */

document.querySelectorAll("[data-print-button]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
if (document.querySelector("[data-print]")) window.addEventListener("load", () => window.print(), { once: true });
