/* Saves a form while it is filled in.

   <form data-autosave-url="…"> … components/autosave_status.html … </form>

   Sends the changed fields, form-encoded with the CSRF token and `X-Autosave: 1`, 800 ms after the last
   key and when a field is left. `changed` names each field sent (an emptied list of boxes has no value
   of its own); a change inside `[data-repeat="key"]` sends the whole group and names `key`. A field
   called `version` is sent along and updated. Answer: JSON {saved_at, version, errors: {name: sentence},
   computed: {name: {value, text}}}.
   409 = changed elsewhere; 404 on a form with data-forget-when-gone = ended; 401, 403 or the sign-in page = session over; anything else is tried again.

   Until the server has a change, this browser keeps it (localStorage, at most a day). */

const DELAY_MS = 800;
const RETRY_MS = [3000, 6000, 15000, 30000];
const KEEP_MS = 24 * 60 * 60 * 1000;
const PREFIX = "autosave:";
const NEVER_SENT = new Set(["csrfmiddlewaretoken", "version"]);

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.status = form.querySelector("[data-autosave-status]");
    this.version = form.elements.namedItem("version");
    this.changed = new Set();
    this.timer = 0;
    this.failures = 0;
    this.stale = false;
    this.sending = null;
    this.leaving = false;
    form.addEventListener("input", (event) => this.note(event.target, DELAY_MS));
    form.addEventListener("change", (event) => this.note(event.target, 0));
    form.addEventListener("focusout", () => this.changed.size && this.schedule(0));
    form.addEventListener("repeat:changed", (event) => this.noteName(event.detail.key, 0));
    form.addEventListener("submit", (event) => this.beforeSubmit(event));
    window.addEventListener("online", () => this.again());
    window.addEventListener("focus", () => this.again());
    window.addEventListener("pageshow", () => { this.leaving = false; });
    window.addEventListener("pagehide", () => this.flush());
    window.addEventListener("beforeunload", (event) => {
      if ((this.changed.size || this.sending) && !this.leaving) event.preventDefault();
    });
    this.restore();
  }

  note(control, delay) {
    if (!control.name || control.type === "file" || NEVER_SENT.has(control.name)) return;
    const group = control.closest("[data-repeat]");
    this.noteName(group ? group.dataset.repeat : control.name, delay);
  }

  noteName(name, delay) {
    this.changed.add(name);
    this.keep();
    this.schedule(delay);
  }

  schedule(delay) {
    if (this.stale || this.leaving) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  again() {
    if (this.changed.size) this.schedule(0);
  }

  /* The values of the named fields as [name, value] pairs; a field without value gives an empty one. */
  pairs(names) {
    const data = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return [...names].flatMap((name) => {
      const found = data.filter(([key]) => key === name || key.startsWith(`${name}.`));
      return found.length ? found : [[name, ""]];
    });
  }

  body(names) {
    const body = new URLSearchParams(this.pairs(names));
    names.forEach((name) => body.append("changed", name));
    if (this.version) body.append("version", this.version.value);
    body.append("csrfmiddlewaretoken", this.token());
    return body;
  }

  /* The cookie is newer than the page after signing in again in another window. */
  token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const field = this.form.elements.namedItem("csrfmiddlewaretoken");
    if (cookie && field) field.value = cookie[1];
    return field ? field.value : "";
  }

  request(names, options = {}) {
    return fetch(this.url, {
      method: "POST",
      body: this.body(names),
      headers: { "X-Autosave": "1", Accept: "application/json", "X-CSRFToken": this.token() },
      credentials: "same-origin",
      ...options,
    });
  }

  async save() {
    if (this.sending || !this.changed.size || this.stale) return;
    const names = [...this.changed];
    this.changed.clear();
    if (!this.failures) this.say("saving");
    this.sending = this.request(names).then((response) => this.read(response, names), () => this.failed(names));
    await this.sending;
    this.sending = null;
    if (this.changed.size && !this.failures) this.schedule(DELAY_MS);
  }

  async read(response, names) {
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    if (response.status === 409) return this.moved(names);
    if (response.status === 404 && "forgetWhenGone" in this.form.dataset) return this.gone();
    if (response.status === 401 || response.status === 403 || (response.redirected && !isJson)) {
      return this.failed(names, "signed-out");
    }
    if (!isJson || !response.ok) return this.failed(names);
    const answer = await response.json();
    this.failures = 0;
    if (this.version && answer.version !== undefined) this.version.value = answer.version;
    this.keep();
    this.showErrors(names, answer.errors || {});
    this.showComputed(answer.computed || {});
    this.say("saved", answer.saved_at);
  }

  failed(names, kind = "failed") {
    names.forEach((name) => this.changed.add(name));
    this.keep();
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.say(kind);
    this.schedule(wait);
  }

  moved(names) {
    names.forEach((name) => this.changed.add(name));
    this.stale = true;
    this.leaving = true; // reloading is what we ask for; the copy is kept
    this.keep();
    this.say("stale");
  }

  /* Ended in another window (data-forget-when-gone): no copy of it stays on this machine. */
  gone() {
    this.changed.clear();
    this.stale = true;
    this.leaving = true;
    this.keep();
    window.location.reload();
  }

  showErrors(names, errors) {
    this.form.querySelectorAll("[data-field]").forEach((box) => {
      const name = box.dataset.field;
      if (!names.some((sent) => name === sent || name.startsWith(`${sent}.`))) return;
      if (box.contains(document.activeElement)) return; // still typing: say nothing yet
      const place = box.querySelector("[data-field-error]");
      if (!place) return;
      place.replaceChildren();
      box.classList.toggle("field--error", name in errors);
      box.querySelectorAll("input, select, textarea").forEach((control) => {
        if (name in errors) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      });
      if (name in errors) place.append(Object.assign(document.createElement("p"), { textContent: errors[name] }));
    });
  }

  /* Computed values come from the server alone: {name: {value, text}}. */
  showComputed(computed) {
    this.form.querySelectorAll("[data-computed]").forEach((output) => {
      const { value = "", text = "" } = computed[output.getAttribute("name")] || {};
      output.dataset.value = value ?? "";
      output.textContent = text || output.dataset.textNone;
    });
    this.form.dispatchEvent(new CustomEvent("autosave:computed", { bubbles: true }));
  }

  say(kind, time = "") {
    if (!this.status) return;
    const texts = this.status.dataset;
    const key = { saving: "textSaving", saved: "textSaved", failed: "textFailed", "signed-out": "textSignedOut", stale: "textStale", restored: "textRestored" }[kind];
    const alarm = kind === "failed" || kind === "signed-out" || kind === "stale";
    this.status.className = `autosave${kind === "saved" ? " autosave--saved" : ""}${alarm ? " autosave--failed" : ""}`;
    this.status.textContent = texts[key].replace("{time}", time);
    if (kind !== "signed-out") return;
    const link = Object.assign(document.createElement("a"), { href: texts.loginUrl, target: "_blank", rel: "noopener", textContent: texts.textSignIn });
    this.status.append(" ", link);
  }

  /* A submit takes every field along, so it replaces a save that has not started and waits for one that has. */
  beforeSubmit(event) {
    clearTimeout(this.timer);
    this.token();
    if (this.sending && !this.leaving) {
      event.preventDefault();
      const submitter = event.submitter;
      this.leaving = true;
      this.sending.finally(() => this.form.requestSubmit(submitter));
      return;
    }
    this.leaving = true;
  }

  flush() {
    if (this.changed.size && !this.leaving && !this.stale) this.request([...this.changed], { keepalive: true }).catch(() => {});
  }

  keep() {
    try {
      if (!this.changed.size) return localStorage.removeItem(PREFIX + this.url);
      const copy = { at: Date.now(), version: this.version?.value, stale: this.stale, names: [...this.changed], pairs: this.pairs(this.changed) };
      localStorage.setItem(PREFIX + this.url, JSON.stringify(copy));
    } catch {
      // Storage is full or forbidden: the beforeunload question still guards what was typed.
    }
  }

  /* A copy of another version has reached the server by a plain submit, unless it was refused as stale. */
  restore() {
    const copy = storedCopy(PREFIX + this.url);
    if (!copy) return;
    if (copy.version !== this.version?.value && !copy.stale) return localStorage.removeItem(PREFIX + this.url);
    copy.names.forEach((name) => {
      this.changed.add(name);
      this.fill(name, copy.pairs);
    });
    this.form.dispatchEvent(new CustomEvent("autosave:restored", { bubbles: true }));
    this.say("restored");
    this.schedule(DELAY_MS);
  }

  fill(name, pairs) {
    for (const control of this.form.elements) {
      if (control.name !== name && !control.name.startsWith(`${name}.`)) continue;
      const values = pairs.filter(([key]) => key === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (control.tagName === "SELECT") [...control.options].forEach((option) => { option.selected = values.includes(option.value); });
      else if (values.length) control.value = values[0];
    }
  }
}

function storedCopy(key) {
  try {
    for (const other of Object.keys(localStorage).filter((item) => item.startsWith(PREFIX))) {
      if (Date.now() - JSON.parse(localStorage.getItem(other)).at > KEEP_MS) localStorage.removeItem(other);
    }
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));
