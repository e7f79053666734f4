import { Rate } from "./rate";

/** How much there is, how much has gone, how fast. Bytes of files on their way are counted by whoever sends them. */
export class Tally {
  bytes = 0;
  files = 0;
  doneBytes = 0;
  doneFiles = 0;
  readonly rate = new Rate();

  add(bytes: number): void {
    this.bytes += bytes;
    this.files += 1;
  }

  done(bytes: number): void {
    this.doneBytes += bytes;
    this.doneFiles += 1;
  }

  undone(bytes: number): void {
    this.doneBytes -= bytes;
    this.doneFiles -= 1;
  }

  /** What has not gone will not go. */
  cut(): void {
    this.bytes = this.doneBytes;
    this.files = this.doneFiles;
  }

  clear(): void {
    this.bytes = this.files = this.doneBytes = this.doneFiles = 0;
    this.rate.restart();
  }
}
