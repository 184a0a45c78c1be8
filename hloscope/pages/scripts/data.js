// Data: reads the document out of the page: JSON, compressed by gzip, in base64, in an element that runs nothing.

/** @returns {Promise<PageDocument>} */
export async function readDocument() {
  const element = document.getElementById("document");
  const letters = atob(element?.textContent?.trim() ?? "");
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) bytes[place] = letters.charCodeAt(place);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return { ...JSON.parse(await new Response(unpacked).text()), view: element?.dataset.view ?? "" };
}
