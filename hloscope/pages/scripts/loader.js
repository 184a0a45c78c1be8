// Unpacks the style and the script of a page in a notebook's frame, which the policy knows by their hashes.
(async () => {
  /** @param {string} id */
  const unpacked = async (id) => {
    const letters = atob(document.getElementById(id)?.textContent?.trim() ?? "");
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  for (const tag of ["style", "script"]) {
    const element = document.createElement(tag);
    element.textContent = await unpacked(tag);
    document.head.append(element);
  }
})();
