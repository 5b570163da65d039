// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

/** Bytes as the base64 text that crosses the wire. */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes of a base64 text. Throws if the text is not base64. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
