/** The first bytes as characters of the same numbers. */
export function latin1Head(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, length)).toString("latin1");
}

const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Whether bytes are a ZIP archive with a member whose name has this in it. It looks in the directory at the archive's end (APPNOTE.TXT,
 * 4.3.12), since documents may have other documents in them; in all of an archive that has lost it.
 */
export function isZipWith(bytes: Uint8Array, member: string): boolean {
  if (latin1Head(bytes, 4) !== "PK\x03\x04") return false;
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = archive.lastIndexOf("PK\x05\x06");
  let at = end === -1 || end + 20 > archive.length ? archive.length : archive.readUInt32LE(end + 16);
  const hasDirectory = at + 46 <= archive.length && archive.readUInt32LE(at) === DIRECTORY_ENTRY;
  if (!hasDirectory) return archive.includes(member);
  while (at + 46 <= archive.length && archive.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    if (archive.subarray(at + 46, nameEnd).includes(member)) return true;
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return false;
}

/** What an archive says that it is, in a first member of this name that is not packed (ODF 1.3, part 2, 3.3; EPUB OCF 3.3, 4.3). */
export function zipMediaType(bytes: Uint8Array): string {
  return /^PK[\s\S]{28}mimetype[\s\S]{0,40}?(application\/[\w.+-]{1,80})/.exec(latin1Head(bytes, 200))?.[1] ?? "";
}
