import { Inflate } from 'fflate'

/** A part of a zip file as its directory describes it; sizes in bytes. */
export interface ZipPart {
  name: string
  size: number
  unpack: () => Uint8Array
}

const partsMaxCount = 1000
const sliceBytes = 16 * 1024

/**
 * The parts of a zip file, none unpacked yet, so that their sizes can be added up first. A part that unpacks to more than
 * it says throws at once; a library would go on through all of it. Throws RangeError on what is no zip file. Source:
 * PKWARE, APPNOTE.TXT 4.3.
 */
export const zipParts = (bytes: Uint8Array): ZipPart[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = directoryEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > partsMaxCount) throw new RangeError('too many parts')
  const parts: ZipPart[] = []
  let at = view.getUint32(end + 16, true)
  for (let part = 0; part < count; part++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError('no part of a zip file')
    const [method, packedSize, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const [nameLength, start] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)]
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const unpack = () => {
      const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true)
      const packed = bytes.subarray(from, from + packedSize)
      return method === 0 ? packed : inflate(packed, method, size)
    }
    parts.push({ name, size: method === 0 ? packedSize : size, unpack })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** The directory's end stands last, before a comment of at most 65535 bytes. */
const directoryEnd = (view: DataView) => {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === 0x06054b50) return at
  throw new RangeError('no zip file')
}

const inflate = (packed: Uint8Array, method: number, size: number) => {
  if (method !== 8) throw new RangeError('an unknown way of packing')
  const whole = new Uint8Array(size)
  let filled = 0
  const stream = new Inflate((piece) => {
    if (filled + piece.length > size) throw new RangeError('more than it said')
    whole.set(piece, filled)
    filled += piece.length
  })
  for (let at = 0; at < packed.length; at += sliceBytes) stream.push(packed.subarray(at, at + sliceBytes), at + sliceBytes >= packed.length)
  if (filled < size) throw new RangeError('less than it said')
  return whole
}
