// Each field is used once; where it is, both compilers have to complain when it is renamed.
import { addNote, createClient } from "./generated/typescript/index.js";

const client = createClient({ baseUrl: "" });

export async function use(): Promise<string> {
  const note = await addNote(client, { text: "Water the plants" });
  return note.number.toFixed();
}
