// Each field is used once. At this place both compilers must report an error when it is renamed.
import { addNote, createClient } from "./generated/typescript/index.js";

const client = createClient({ baseUrl: "" });

export async function use(): Promise<string> {
  const note = await addNote(client, { text: "Water the plants" });
  return note.number.toFixed();
}
