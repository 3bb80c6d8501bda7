/* Sends a file when it is chosen or dropped, with a progress bar; see components/upload_slot.html and
   components/eform/file_slot.html (there [data-upload] is no form, it lies in the section's form).
   The answer is the slot rendered anew (200 or 422), or JSON {"error": "…"}. Without this file the
   slot's own button sends the form. */

const wake = (root) => root.querySelectorAll("[data-upload]").forEach((form) => form.closest("[data-upload-slot]").classList.add("upload--live"));

const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

const addressOf = (form) => form.dataset.action || form.action;

function post(form, file, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.closest("form").elements.namedItem("csrfmiddlewaretoken")?.value ?? "");
    body.set("file", file);
    request.open("POST", addressOf(form));
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", () => resolve(null));
    request.send(body);
  });
}

/* {slot} when the server rendered it anew, else {error}. */
function read(request, form) {
  const texts = form.dataset;
  if (!request) return { error: texts.textLost };
  if (request.status === 401 || request.status === 403) return { error: texts.textSignedOut };
  if ((request.getResponseHeader("Content-Type") || "").includes("json")) {
    try {
      return { error: JSON.parse(request.responseText).error || texts.textFailed };
    } catch {
      return { error: texts.textFailed };
    }
  }
  const id = form.closest("[data-upload-slot]").id;
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const slot = page.getElementById(id);
  if (slot) return { slot };
  return { error: request.status < 400 && !request.responseURL.endsWith(addressOf(form)) ? texts.textSignedOut : texts.textFailed };
}

function fail(form, sentence) {
  const slot = form.closest("[data-upload-slot]");
  slot.classList.add("upload--error");
  const line = Object.assign(document.createElement("p"), { textContent: sentence });
  slot.querySelector("[data-upload-error]").replaceChildren(line);
  form.querySelector("[data-upload-progress]").hidden = true;
  form.querySelector("input[type=file]").value = "";
}

async function sendOne(form, file) {
  const max = Number(form.dataset.maxBytes || Infinity);
  const megabytes = (bytes) => (bytes / 1048576).toFixed(1).replace(".", ",").replace(",0", "");
  if (file.size > max) {
    fail(form, fillIn(form.dataset.textTooBig, { name: file.name, size: megabytes(file.size), max: megabytes(max) }));
    return null;
  }
  const box = form.querySelector("[data-upload-progress]");
  const bar = box.querySelector("progress");
  const line = box.querySelector("[data-upload-text]");
  box.hidden = false;
  const request = await post(form, file, (part) => {
    bar.value = part * 100;
    line.textContent = part < 1 ? fillIn(form.dataset.textSending, { name: file.name, percent: Math.floor(part * 100) }) : form.dataset.textChecking;
  });
  const { slot, error } = read(request, form);
  if (error) {
    fail(form, error);
    return null;
  }
  const old = form.closest("[data-upload-slot]");
  old.replaceWith(slot);
  wake(document);
  slot.dispatchEvent(new CustomEvent("upload:done", { bubbles: true }));
  slot.setAttribute("tabindex", "-1");
  slot.focus();
  return slot.classList.contains("upload--error") ? null : slot.querySelector("[data-upload]");
}

/* Each answer brings a new form, which the next file uses. */
async function sendAll(form, files) {
  form.closest("[data-upload-slot]").querySelector("[data-upload-error]").replaceChildren();
  // The form around a file field must not take the same file along a second time.
  if (form.dataset.action) form.querySelector("input[type=file]").removeAttribute("name");
  let next = form;
  for (const file of files) {
    if (!next) return;
    next = await sendOne(next, file);
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.type === "file" && event.target.closest("[data-upload]");
  if (form && event.target.files.length) sendAll(form, [...event.target.files]);
});

["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
  const form = event.target.closest?.("[data-upload-slot]")?.querySelector("[data-upload]");
  if (!form) return;
  event.preventDefault();
  form.classList.toggle("upload--over", kind === "dragover");
  if (kind === "drop" && event.dataTransfer.files.length) sendAll(form, [...event.dataTransfer.files]);
}));

wake(document);

/* Chosen while this script was still on its way: over a slow link people are quicker. */
document.querySelectorAll("[data-upload] input[type=file]").forEach((input) => {
  if (input.files.length) sendAll(input.closest("[data-upload]"), [...input.files]);
});
