/* Shows a field only when its condition holds: <div data-show-if='{"field": "x", "op": "eq", "value": "a"}'>.
   The server decides again when the form is sent; this only spares people questions that do not concern them.
   Conditions: {field, op, value} with op eq ne in filled empty gt lt; {all: […]}, {any: […]}, {not: {…}}.
   Inside a row of a repeated group a field is looked for in the same row first. Of fields of other pages
   the answers stand in <div data-known='{"key": answer}'>, computed values in <output data-value>. */

/* Numbers and money as people type them (1.500.000), dates (22/03/2022); both comparable as numbers. */
function comparable(text) {
  const date = String(text).match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/);
  const iso = String(text).match(/^(\d{4})-(\d{2})-(\d{2})$/);
  if (date) return Number(date[3]) * 10000 + Number(date[2]) * 100 + Number(date[1]);
  if (iso) return Number(iso[1] + iso[2] + iso[3]);
  return Number(String(text).replace(/[.\s]/g, "").replace(",", "."));
}

const same = (left, right) => left === String(right)
  || (left.trim() !== "" && typeof right === "number" && comparable(left) === right)
  || (typeof right === "boolean" && ["true", "1", "yes", "on"].includes(left) === right);

const OPS = {
  eq: (values, wanted) => values.some((value) => same(value, wanted)),
  ne: (values, wanted) => !values.some((value) => same(value, wanted)),
  in: (values, wanted) => values.some((value) => wanted.some((one) => same(value, one))),
  filled: (values) => values.length > 0,
  empty: (values) => values.length === 0,
  gt: (values, wanted) => values.some((value) => comparable(value) > comparable(wanted)),
  lt: (values, wanted) => values.some((value) => comparable(value) < comparable(wanted)),
};

function holds(condition, valuesOf) {
  if (condition.all) return condition.all.every((part) => holds(part, valuesOf));
  if (condition.any) return condition.any.some((part) => holds(part, valuesOf));
  if (condition.not) return !holds(condition.not, valuesOf);
  return OPS[condition.op || "eq"](valuesOf(condition.field), condition.value);
}

const textsOf = (answer) => (Array.isArray(answer) ? answer : [answer]).filter((one) => one !== "" && one !== null).map(String);

function reader(form, box) {
  const data = new FormData(form);
  const known = JSON.parse(form.querySelector("[data-known]")?.dataset.known || "{}");
  const prefix = box.closest("[data-repeat-item]")?.dataset.prefix;
  return (field) => {
    const name = prefix && form.elements.namedItem(`${prefix}.${field}`) ? `${prefix}.${field}` : field;
    const control = form.elements.namedItem(name);
    if (control?.tagName === "OUTPUT") return textsOf(control.dataset.value);
    if (form.querySelector(`[data-field="${field}"][data-repeat] [data-repeat-item]`)) return ["rows"];
    if (!control && field in known) return textsOf(known[field]);
    if (form.querySelector(`[data-field="${field}"] .upload__file`)) return ["file"];
    return data.getAll(name).filter((value) => typeof value === "string" && value.trim() !== "");
  };
}

/* Controls of a hidden field are disabled: they are not sent, as the server will not keep them. */
function toggle(box, shown) {
  if (box.hidden === !shown) return false;
  box.hidden = !shown;
  box.querySelectorAll("input, select, textarea").forEach((control) => {
    if (!shown && !control.disabled) control.dataset.showIfOff = "";
    if (shown && "showIfOff" in control.dataset) delete control.dataset.showIfOff;
    else if (shown) return;
    control.disabled = !shown;
  });
  return true;
}

/* One hidden field may hide another: go round until nothing moves. */
function refresh(form) {
  const boxes = [...form.querySelectorAll("[data-show-if]")];
  for (let round = 0; round < 5; round += 1) {
    const moved = boxes.map((box) => toggle(box, holds(JSON.parse(box.dataset.showIf), reader(form, box))));
    if (!moved.includes(true)) return;
  }
}

const forms = new Set([...document.querySelectorAll("[data-show-if]")].map((box) => box.closest("form")).filter(Boolean));
forms.forEach((form) => {
  ["input", "change", "repeat:changed", "autosave:restored", "autosave:computed", "upload:done"].forEach((kind) => form.addEventListener(kind, () => refresh(form)));
  refresh(form);
});
