/* A signature drawn with a finger, a pen or a mouse: <div class="signature" data-signature-pad
   data-input="<id of the hidden field>" hidden> with a <canvas> and a [data-signature-clear]. Only the
   hidden field is sent; what was drawn stays in it when the page comes back with an error. */

const pad = document.querySelector("[data-signature-pad]");

function start(pad) {
  const canvas = pad.querySelector("canvas");
  const field = document.getElementById(pad.dataset.input);
  const pen = canvas.getContext("2d");
  let drawing = null;

  function clear() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  }

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  }

  function line(event) {
    pen.lineTo(...at(event));
    pen.stroke();
  }

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    pen.strokeStyle = "#000";
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(...at(event));
    line(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing) return;
    (event.getCoalescedEvents?.() ?? [event]).forEach(line);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== drawing) return;
      drawing = null;
      field.value = canvas.toDataURL("image/png");
    });
  }
  pad.querySelector("[data-signature-clear]").addEventListener("click", clear);

  const before = field.value;
  clear();
  if (before.startsWith("data:image/png")) {
    const picture = new Image();
    picture.addEventListener("load", () => {
      pen.drawImage(picture, 0, 0);
      field.value = before;
    });
    picture.src = before;
  }
  pad.hidden = false;
}

if (pad) start(pad);
