/* Adds and removes rows of a repeated group in place. Without it the same buttons submit the form
   (names add__<key> and remove__<key>__<number>) and the server renders the rows.

   <div data-repeat="children" data-max-items="5" data-min-items="0">
     <fieldset class="group" data-repeat-item data-prefix="children.0"> … <span data-repeat-number>1</span> …
       <button name="remove__children__0" data-repeat-remove> </fieldset>
     <button name="add__children" data-repeat-add>
     <template data-repeat-template> the same row with __i__ for its number </template>
   </div>
   A table has [data-repeat-rows] around its rows, where the first one goes. */

const items = (group) => [...group.querySelectorAll("[data-repeat-item]")];

function tell(group) {
  const { minItems = 0, maxItems = Infinity } = group.dataset;
  const count = items(group).length;
  group.querySelector("[data-repeat-add]").hidden = count >= Number(maxItems);
  group.querySelectorAll("[data-repeat-remove]").forEach((button) => { button.hidden = count <= Number(minItems); });
}

function changed(group) {
  tell(group);
  group.dispatchEvent(new CustomEvent("repeat:changed", { bubbles: true, detail: { key: group.dataset.repeat } }));
}

function add(group) {
  const number = items(group).length;
  const holder = document.createElement("template");
  holder.innerHTML = group.querySelector("[data-repeat-template]").innerHTML.replaceAll("__i__", number);
  const row = holder.content.querySelector("[data-repeat-item]");
  row.querySelectorAll("[data-repeat-number]").forEach((place) => { place.textContent = number + 1; });
  const last = items(group).at(-1);
  if (last) last.after(row);
  else (group.querySelector("[data-repeat-rows]") || group).prepend(row);
  changed(group);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

/* children.2.name → children.1.name, id_children.2.name → …, remove__children__2 → … */
function renumber(row, key, from, to) {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(${escaped}(?:\\.|__))${from}(?=$|[._ ])`, "g");
  [row, ...row.querySelectorAll("*")].forEach((element) => {
    for (const { name, value } of [...element.attributes]) {
      if (name !== "value" && value.includes(key)) element.setAttribute(name, value.replace(pattern, `$1${to}`));
    }
  });
  row.querySelectorAll("[data-repeat-number]").forEach((place) => { place.textContent = to + 1; });
}

function remove(group, row) {
  const before = items(group);
  const index = before.indexOf(row);
  row.remove();
  before.slice(index + 1).forEach((later, step) => renumber(later, group.dataset.repeat, index + 1 + step, index + step));
  changed(group);
  const next = items(group)[Math.min(index, items(group).length - 1)];
  (next?.querySelector("input:not([type=hidden]), select, textarea") || group.querySelector("[data-repeat-add]")).focus();
}

document.querySelectorAll("[data-repeat]").forEach((group) => {
  if (!group.querySelector("[data-repeat-add]")) return; // a table whose rows are named
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-repeat-add], [data-repeat-remove]");
    if (!button) return;
    event.preventDefault();
    if (button.hasAttribute("data-repeat-add")) add(group);
    else remove(group, button.closest("[data-repeat-item]"));
  });
  tell(group);
});
