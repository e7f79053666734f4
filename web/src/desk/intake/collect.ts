/** A file and what it is called where it comes from: its path inside the dropped folder. */
export interface Found {
  file: File;
  name: string;
}

/** Files of what was dropped, folders walked through; they come one by one, so that sending can begin at once. */
export async function* dropped(items: DataTransferItemList): AsyncGenerator<Found> {
  // The list is emptied as soon as the drop event is over: take everything from it before the first wait.
  const entries: FileSystemEntry[] = [];
  const plain: File[] = [];
  for (const item of items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    if (entry) entries.push(entry);
    else if (file) plain.push(file);
  }
  for (const file of plain) yield { file, name: file.name };
  for (const entry of entries) yield* walked(entry);
}

/** Files of a file field, as people count (2 before 10); a folder field gives paths too. */
export function chosen(files: FileList): Found[] {
  const order = new Intl.Collator(undefined, { numeric: true });
  const found = [...files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
  return found.sort((one, other) => order.compare(one.name, other.name));
}

async function* walked(entry: FileSystemEntry): AsyncGenerator<Found> {
  if (isFile(entry)) {
    const file = await fileOf(entry).catch(() => null);
    // A file that vanished or may not be read is sent as an empty one: the server names it instead of nobody.
    yield { file: file ?? new File([], entry.name), name: entry.fullPath.replace(/^\//, "") };
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      const some = await entriesOf(reader).catch(() => []);
      if (some.length === 0) return;
      for (const inside of some) yield* walked(inside);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
