/* Keys for staff. Any link, button or field with data-shortcut="x" and data-shortcut-label="…" answers
   to that key: a field is focused, the rest is clicked. In a list marked data-shortcut-rows, j and k move
   between rows (the first link of each) and Enter opens. The keys "Enter" and " " can be given too;
   they keep their own meaning on links, buttons and boxes. "?" shows the keys of the page, and lets people
   switch them off on this machine. */

const OFF = "shortcuts:off";
const help = document.querySelector("[data-shortcuts-help]");
const rowLinks = () => [...document.querySelectorAll("[data-shortcut-rows] tr, [data-shortcut-rows] > li")].map((row) => row.querySelector("a[href]")).filter(Boolean);
const targets = () => [...document.querySelectorAll("[data-shortcut]")];
const isTyping = (element) => element.isContentEditable || element.tagName === "SELECT" || element.tagName === "TEXTAREA"
  || (element.tagName === "INPUT" && !["checkbox", "radio", "button", "submit"].includes(element.type));

const isOwnKey = (event) => (event.key === "Enter" || event.key === " ") && event.target.closest?.("a[href], button, input, select, summary, iframe");

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function move(step) {
  const links = rowLinks();
  const now = links.findIndex((link) => link.closest("tr, li").contains(document.activeElement));
  links[now < 0 ? (step > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, now + step))]?.focus();
}

function line(list, key, label) {
  const name = document.createElement("dt");
  name.append(Object.assign(document.createElement("kbd"), { textContent: key === " " ? "␣" : key }));
  list.append(name, Object.assign(document.createElement("dd"), { textContent: label }));
}

function showHelp() {
  const list = help.querySelector("[data-shortcuts-list]");
  list.replaceChildren();
  if (rowLinks().length) {
    line(list, "j", list.dataset.textNext);
    line(list, "k", list.dataset.textPrevious);
    line(list, "Enter", list.dataset.textOpen);
  }
  targets().forEach((target) => line(list, target.dataset.shortcut, target.dataset.shortcutLabel || target.textContent.trim()));
  line(list, "?", list.dataset.textHelp);
  help.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || help?.open) return;
  if (event.key === "?" && help) return showHelp();
  if (isOff() || isOwnKey(event)) return;
  if (event.key === "j" || event.key === "k") return move(event.key === "j" ? 1 : -1);
  const target = targets().find((one) => one.dataset.shortcut === event.key);
  if (!target) return;
  event.preventDefault();
  if (isTyping(target)) target.focus();
  else target.click();
});

if (help) {
  const button = document.querySelector("[data-shortcuts-open]");
  const toggle = help.querySelector("[data-shortcuts-toggle]");
  button.hidden = false;
  button.addEventListener("click", showHelp);
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => localStorage.setItem(OFF, toggle.checked ? "0" : "1"));
}
