/** All that the content scripts may use of the browser's API: whoever uses more has to say so here. */
declare const chrome: {
  /** In Chromium. */
  dom?: {
    openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null;
  };
  runtime: {
    /** Missing once the extension was updated or switched off. */
    id?: string;
    /** Nothing where all stays as it is, a word where the message was refused. */
    sendMessage(message: object): Promise<{ plan?: any; ask_on_navigation?: boolean } | string | null | undefined>;
    onMessage: {
      addListener(listener: (message: { plan?: any; ask_on_navigation?: boolean }, sender: { id?: string }) => void): void;
    };
  };
};

interface Element {
  /** In Firefox. */
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/** The agent of the document, once there is one. */
declare var bezwaar: { adopt(creators: any): void };
