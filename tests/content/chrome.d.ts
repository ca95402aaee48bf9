/** All that the content scripts may use of the browser's API: whoever uses more has to say so here. */
declare const chrome: {
  /** This exists in Chromium only. */
  dom?: {
    openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null;
  };
  runtime: {
    /** The id is missing once the extension was updated or switched off. */
    id?: string;
    /** Answers nothing where all stays as it is, and a word where the message was refused. */
    sendMessage(
      message: import("../../src/content/messages").Observation,
    ): Promise<import("../../src/content/messages").PlanReply | string | null | undefined>;
    onMessage: {
      addListener(
        listener: (
          message: Partial<import("../../src/content/messages").PlanReply>,
          sender: { id?: string },
        ) => void,
      ): void;
    };
  };
};

interface Element {
  /** This exists in Firefox only. */
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/** The agent of the document, once there is one. */
declare var bezwaar: { adopt(creators: any): void };
