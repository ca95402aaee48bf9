/** All that content.js may use of the browser's API: whoever uses more has to say so here. */
declare const chrome: {
  /** In Chromium. */
  dom?: {
    openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null;
  };
  runtime: {
    /** Missing once the extension was updated or switched off. */
    id?: string;
    sendMessage(message: object): Promise<{ plan?: any }>;
    onMessage: {
      addListener(listener: (message: { plan?: any }, sender: { id?: string }) => void): void;
    };
  };
};

interface Element {
  /** In Firefox. */
  openOrClosedShadowRoot?: ShadowRoot | null;
}
