/** All that boot.js may use of the browser's API, and what the build puts into it. */
declare const chrome: {
  action: {
    setBadgeText(details: { text: string }): void;
    setTitle(details: { title: string }): void;
  };
  i18n: { getMessage(name: string): string };
  alarms: { onAlarm: BrowserEvent };
  cookies: { onChanged: BrowserEvent };
  storage: { session: { get(key: string): Promise<{ [key: string]: any }> } };
  permissions: { onAdded: BrowserEvent; onRemoved: BrowserEvent };
  runtime: { onInstalled: BrowserEvent; onMessage: BrowserEvent; onStartup: BrowserEvent };
};

interface BrowserEvent {
  addListener(listener: (...args: any[]) => unknown): void;
}

declare const wasm_bindgen: { initSync(input: { module: WebAssembly.Module }): unknown };

interface Uint8ArrayConstructor {
  /** This is not in every browser that we run in. */
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}
