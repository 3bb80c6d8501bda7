/* Reads the QR code of a card from a photo, where the browser can (BarcodeDetector); the photo stays here.
   <form data-identify> <input name="q"> <div data-card-photo hidden><input type="file"> … */

const box = document.querySelector("[data-card-photo]");

async function read(file) {
  const picture = await createImageBitmap(file);
  const [found] = await new window.BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
  return found?.rawValue || "";
}

if (box && "BarcodeDetector" in window) {
  const form = box.closest("form");
  const input = box.querySelector("input");
  const error = box.querySelector("[data-card-photo-error]");
  box.hidden = false;
  input.addEventListener("change", async () => {
    const text = input.files.length ? await read(input.files[0]).catch(() => "") : "";
    input.value = "";
    error.textContent = text ? "" : error.dataset.textNone;
    if (!text) return;
    form.elements.namedItem("q").value = text;
    form.requestSubmit();
  });
}
