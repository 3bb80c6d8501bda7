/* Pages into papers, without reloading: forms are sent in the background and the parts [data-part] of the
   answer take the place of those here; new pages of the scanner appear by themselves; pages and files are
   dragged; files that cannot be sent wait and are sent again; a camera at the desk takes photos. Without
   this file every button does the same with a reload. */

const work = document.querySelector("[data-papers]");
const status = document.querySelector("[data-pages-status]");
// Of the cookie: signing in again in another tab makes a new one.
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || document.querySelector("#sort [name=csrfmiddlewaretoken]").value;
const QUICK = 1000, CALM = 3000, AGAIN = 3000;

/* --- swapping parts -------------------------------------------------------------------------- */
/* What is half typed and folded out stays so when the page looks again by itself. */
function remember() {
  const boxes = [...document.querySelectorAll("[data-part] :is(input:not([type=hidden], [type=file], [type=checkbox]), select)[id]")];
  const typed = boxes.filter((box) => (box.tagName === "SELECT" ? box.selectedIndex > 0 : box.value !== box.defaultValue)).map((box) => [box.id, box.value]);
  const place = (fold) => `${fold.closest("[data-paper]")?.dataset.paper ?? "-"}:${fold.querySelector("select, input")?.id ?? fold.className}`;
  const open = new Set([...document.querySelectorAll("[data-part] details[open]")].map(place));
  return () => {
    typed.forEach(([id, value]) => { if (document.getElementById(id)) document.getElementById(id).value = value; });
    document.querySelectorAll("[data-part] details").forEach((fold) => { if (open.has(place(fold))) fold.open = true; });
  };
}

function swap(html, address, quietly) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  if (!fresh.querySelector("[data-papers]")) return window.location.reload();
  const recall = quietly ? remember() : null;
  // What has moved is no longer chosen: the next move is of others.
  const place = (box) => `${box.value} ${box.closest("[data-paper]").dataset.paper}`;
  const ticked = new Set([...document.querySelectorAll(".page input:checked")].map(place));
  const at = document.activeElement?.id;
  const paper = document.activeElement?.closest?.("[data-page]")?.dataset.page;
  const pictures = new Map([...document.querySelectorAll("[data-part] img")].map((image) => [image.getAttribute("src"), image]));
  document.querySelectorAll("[data-part]").forEach((part) => {
    const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (other) part.replaceWith(document.adoptNode(other));
  });
  // A picture that is here already is not fetched again: nothing of a client is cached.
  document.querySelectorAll("[data-part] img").forEach((image) => {
    const old = pictures.get(image.getAttribute("src"));
    if (old && old.className === image.className) image.replaceWith(old);
  });
  document.querySelectorAll(".page input").forEach((box) => { box.checked = ticked.has(place(box)); });
  recall?.();
  if (address) window.history.replaceState(null, "", address);
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  else if (at && document.getElementById(at)) document.getElementById(at).focus({ preventScroll: true });
  else if (paper) document.querySelector(`[data-page="${paper}"] a`)?.focus({ preventScroll: true });
}

/* One after the other: an answer that was asked for earlier never covers a later one, and of keys pressed in a
   row each acts on the page that the one before has left in front. `read` makes the body when its turn comes. */
let turn = Promise.resolve();

function ask(address, read, quietly = false) {
  turn = turn.catch(() => null).then(() => askNow(address, read?.(), quietly));
  return turn;
}

async function askNow(address, body, quietly) {
  const answer = await fetch(address, body ? { method: "POST", body } : {}).catch(() => null);
  if (!answer) return say(document.querySelector("[data-pages-add]").dataset.textLost);
  if (answer.status === 404 || answer.status === 401) return window.location.reload();
  const from = new URL(answer.url);
  swap(await answer.text(), body && !answer.redirected ? "" : from.pathname + from.search, quietly);
}

const say = (text, bad = false) => { status.textContent = text; status.toggleAttribute("data-bad", bad); };

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "sort" && !form.closest("[data-part]")) return;
  event.preventDefault();
  const { name, value } = event.submitter || {};
  ask(form.action, () => {
    const body = new FormData(form);
    if (name) body.set(name, value);
    return body;
  });
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest(".page a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const narrow = window.matchMedia("(max-width: 64em)").matches;
  ask(link.getAttribute("href").split("#")[0]).then(() => narrow && document.getElementById("preview").scrollIntoView());
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.id !== "move-to") return;
  event.preventDefault();
  document.querySelector("button[name=do][value=to]").click();
});

/* --- what is new ------------------------------------------------------------------------------- */
async function look() {
  const tray = document.querySelector('[data-part="tray"]');
  if (!document.hidden && !dragged) {
    const answer = await fetch(work.dataset.stateUrl).catch(() => null);
    if (answer?.status === 404) return window.location.reload();
    if (answer?.ok && (answer.headers.get("Content-Type") || "").includes("json")) {
      const { stamp } = await answer.json();
      if (stamp !== document.querySelector('[data-part="tray"]').dataset.stamp) await ask(window.location.pathname + window.location.search.replace(/&?done=\w+/, ""), null, true);
    }
  }
  setTimeout(look, tray?.hasAttribute("data-waiting") ? QUICK : CALM);
}

/* --- adding files ------------------------------------------------------------------------------ */
const waiting = [];
let sending = false;

/* Kept by the browser until the server has it (kept-files.js). */
function add(files, paper = "", source = "") {
  [...files].forEach((file) => {
    const one = { file, paper, source, again: false };
    one.kept = window.keptFiles.keep(one).catch(() => "");
    waiting.push(one);
  });
  if (!sending) send();
}

/* What the window before this one could not send. It may have arrived: the server is told so. */
async function takeUp() {
  const left = await window.keptFiles.all().catch(() => []);
  left.forEach((one) => waiting.push({ ...one, again: true, kept: Promise.resolve(one.id) }));
  if (waiting.length && !sending) send();
}

async function send() {
  const form = document.querySelector("[data-pages-add]");
  const said = [];
  let bad = false;
  sending = true;
  while (waiting.length) {
    const one = waiting[0];
    say(form.dataset.textSending.replace("{name}", one.file.name).replace("{left}", waiting.length));
    const body = new FormData();
    body.set("csrfmiddlewaretoken", csrf());
    body.set("paper", one.paper);
    body.set("source", one.source);
    body.set("file", one.file, one.file.name);
    const headers = one.again ? { "X-Upload": "1", "X-Again": "1" } : { "X-Upload": "1" };
    const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
    const signedOut = answer && (answer.status === 401 || answer.status === 403);
    if (!answer || answer.status >= 500 || signedOut) {
      // It may have arrived: the server is told that this is the second time.
      one.again = true;
      // One that the server falls over: the others go first.
      if (answer?.status === 500) waiting.push(waiting.shift());
      say(signedOut ? form.dataset.textSignedOut : form.dataset.textLost, true);
      await new Promise((wake) => { setTimeout(wake, AGAIN); });
      continue;
    }
    if (answer.status === 404) return window.location.reload();
    const told = await answer.json().catch(() => ({}));
    if (told.error) bad = true;
    said.push(...(told.error ? [told.error] : told.said || []));
    waiting.shift();
    one.kept.then((id) => id && window.keptFiles.drop(id));
    await ask(window.location.pathname + window.location.search, null, true);
  }
  sending = false;
  say(said.join(" "), bad);
}

window.addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });

document.querySelectorAll("[data-pages-add]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  form.querySelector("button[type=submit]").hidden = true;
  input.addEventListener("change", () => {
    add(input.files, "", form.querySelector("[name=source]")?.value);
    input.value = "";
  });
});

/* --- dragging ---------------------------------------------------------------------------------- */
let dragged = "";

document.addEventListener("dragstart", (event) => {
  const page = event.target.closest?.("[data-page]");
  if (!page) return;
  dragged = page.dataset.page;
  event.dataTransfer.setData("text/plain", dragged);
  event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragend", () => { dragged = ""; });

["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
  const files = !dragged && event.dataTransfer?.types.includes("Files");
  const paper = event.target.closest?.("[data-paper]:not([data-frozen])");
  if (!files && !(dragged && paper)) return;
  event.preventDefault();
  document.querySelectorAll(".paper--over").forEach((one) => one.classList.remove("paper--over"));
  if (kind === "dragover") paper?.classList.add("paper--over");
  if (kind !== "drop") return;
  if (files) return add(event.dataTransfer.files, paper?.dataset.paper || "");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", csrf());
  const ticked = [...document.querySelectorAll(".page input:checked")].map((box) => box.value);
  (ticked.includes(dragged) ? ticked : [dragged]).forEach((key) => body.append("page", key));
  body.set("paper", paper.dataset.paper || "-");
  body.set("before", event.target.closest("[data-page]")?.dataset.page || "");
  body.set("do", "to");
  dragged = "";
  ask(document.getElementById("sort").action, () => body);
}));

/* --- a camera at the desk ---------------------------------------------------------------------- */
const dialog = document.querySelector("[data-camera]");
const opener = document.querySelector("[data-camera-open]");
const video = dialog.querySelector("video");
const stop = () => { video.srcObject?.getTracks().forEach((track) => track.stop()); video.srcObject = null; };

if (navigator.mediaDevices?.getUserMedia) {
  opener.hidden = false;
  // A phone's own camera is better in its own program; a desk has none.
  document.querySelector("[data-camera-form]").hidden = window.matchMedia("(pointer: fine)").matches;
}
opener.addEventListener("click", async () => {
  const wanted = { video: { facingMode: "environment", width: { ideal: 4096 }, height: { ideal: 3072 } } };
  const stream = await navigator.mediaDevices.getUserMedia(wanted).catch((error) => say(error.message));
  if (!stream) return;
  video.srcObject = stream;
  dialog.showModal();
});
dialog.querySelector("[data-camera-take]").addEventListener("click", () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d").drawImage(video, 0, 0);
  const name = `anh-${new Date().toISOString().slice(11, 19).replaceAll(":", "")}.jpg`;
  canvas.toBlob((blob) => blob && add([new File([blob], name, { type: "image/jpeg" })], "", "camera"), "image/jpeg", 0.92);
});
dialog.querySelector("[data-camera-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", stop);

takeUp();
setTimeout(look, CALM);
