/* Files of an intake that the server does not have yet, kept by this browser: a closed window or a restart of
   the desk's computer loses none. One database an intake, named after its key; intake.js removes it when the
   client leaves. Where the browser keeps nothing (a private window), everything else goes on without it.

   window.keptFiles: keep({file, paper, source}) → id, drop(id), all() → [{id, file, paper, source}]. */

const intake = document.querySelector("[data-intake]").dataset.intake;

const open = () => new Promise((done, failed) => {
  const asked = indexedDB.open(`intake:${intake}`, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files", { keyPath: "id", autoIncrement: true });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

/* Resolves when what was written is on disk. */
async function inStore(mode, deed) {
  const database = await open();
  try {
    return await new Promise((done, failed) => {
      const work = database.transaction("files", mode);
      const asked = deed(work.objectStore("files"));
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => failed(work.error);
    });
  } finally {
    database.close();
  }
}

window.keptFiles = {
  keep: ({ file, paper, source }) => inStore("readwrite", (store) => store.add({ file, paper, source })),
  drop: (id) => inStore("readwrite", (store) => store.delete(id)),
  all: () => inStore("readonly", (store) => store.getAll()),
};
