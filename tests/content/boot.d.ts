/** All that boot.js may use of the browser's API, and what the build puts into it. */
declare const chrome: {
  action: {
    setBadgeText(details: { text: string }): void;
    setTitle(details: { title: string }): void;
  };
  i18n: { getMessage(name: string): string };
  runtime: { onStartup: { addListener(listener: () => void): void } };
};

declare const wasm_bindgen: { initSync(input: { module: WebAssembly.Module }): unknown };

interface Uint8ArrayConstructor {
  /** Not in every browser that we run in. */
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}
