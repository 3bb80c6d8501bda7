/* A form with one file sends itself when the file is chosen or dropped on it. Without this file its
   button does. */

const send = (form, files) => {
  const input = form.querySelector("input[type=file]");
  if (files) input.files = files;
  if (input.files.length) form.requestSubmit();
};

document.querySelectorAll("form[data-drop]").forEach((form) => {
  form.classList.add("upload--live");
  form.addEventListener("change", () => send(form));
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("upload--over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("upload--over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("upload--over");
    if (event.dataTransfer.files.length) send(form, event.dataTransfer.files);
  });
});
