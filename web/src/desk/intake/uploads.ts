import { effect, signal } from "@preact/signals";
import { calls } from "../calls";
import { onLeaving, who } from "../signedin";
import { UploadQueue } from "./queue";

/** The one queue of this page: it outlives every page one looks at meanwhile. */
export const uploads = new UploadQueue(
  {
    begin: () => calls.beginImport(),
    send: (...given) => calls.sendFile(...given),
    state: (id, since) => calls.importState(id, since),
    finish: (id) => calls.finishImport(id),
  },
  () => (state.value = { uploads }),
);

const state = signal({ uploads });

/** The queue, for a component that is to be drawn again while an upload goes on. */
export function useUploads(): UploadQueue {
  return state.value.uploads;
}

onLeaving(() => {
  uploads.cancel();
  uploads.clear();
});

effect(() => {
  if (who.value.at === "in" && uploads.stopped?.status === 401) uploads.resume();
});

addEventListener("online", () => {
  if (uploads.stopped?.status === 0) uploads.resume();
});

addEventListener("beforeunload", (event) => {
  if (uploads.busy) event.preventDefault();
});
