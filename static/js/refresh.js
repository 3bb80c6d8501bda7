/* A form whose controls depend on what is chosen in it: <form data-refresh>. When a control with
   [data-refreshes="<row>"] changes, the form is sent with do=refresh:<row> and the parts of the answer
   ([data-part]) take the place of those on the page; the focus stays. Without it, the buttons
   [data-refresh-button] do the same. */

const form = document.querySelector("form[data-refresh]");

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const at = document.activeElement?.id;
  document.querySelectorAll("[data-part]").forEach((part) => {
    const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (other) part.innerHTML = other.innerHTML;
  });
  tidy();
  if (at) document.getElementById(at)?.focus();
}

function tidy() {
  form.querySelectorAll("[data-refresh-button]").forEach((button) => { button.hidden = true; });
}

let last = 0;

form?.addEventListener("change", async (event) => {
  const row = event.target.dataset.refreshes;
  if (!row) return;
  const mine = (last += 1);
  const body = new URLSearchParams(new FormData(form));
  body.set("do", `refresh:${row}`);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (answer?.ok && mine === last) show(await answer.text());
});

if (form) tidy();
