/** Every text of the pages and messages that people see who have no account, in one language. */
export type PageTexts = {
  /** For `lang` attributes and dates: BCP 47. */
  lang: string
  /** What the language calls itself. */
  ownName: string
  preferences: {
    title: string
    intro: (email: string, sender: string) => string
    topics: string
    noTopics: (sender: string) => string
    firstName: string
    language: string
    noLanguage: string
    save: string
    pauseTitle: string
    pauseText: (days: number) => string
    pause: (days: number) => string
    pausedText: (until: string) => string
    resume: string
    trackingTitle: string
    trackingText: (sender: string) => string
    untrack: string
    untrackedText: (sender: string) => string
    track: string
    leaveTitle: string
    leaveText: (sender: string) => string
    leave: string
    leftTitle: string
    leftText: (email: string, sender: string) => string
    newText: (email: string, sender: string) => string
    subscribe: string
    blockedTitle: string
    blockedText: (email: string, sender: string) => string
    addressTitle: string
    addressText: string
    newAddress: string
    changeAddress: string
    undo: string
  }
  /** What was changed, one sentence each. */
  said: {
    topicOn: (name: string) => string
    topicOff: (name: string) => string
    left: string
    joined: string
    paused: (until: string) => string
    resumed: string
    firstName: (name: string | null) => string
    language: (name: string | null) => string
    email: (email: string) => string
    untracked: string
    tracked: string
    nothing: string
    addressAsked: (email: string) => string
  }
  trouble: {
    noAddress: (text: string) => string
    addressAgain: string
    tooManyLetters: string
    undoOver: string
    cannotSave: string
    tooManyTitle: string
    tooManyText: (seconds: number) => string
    brokenTitle: string
    brokenText: string
    testTitle: string
    testText: string
    goneTitle: string
    goneText: (sender: string) => string
    expiredTitle: string
    expiredText: string
    takenTitle: string
    takenText: (email: string) => string
  }
  confirmAddress: {
    title: string
    text: (from: string, to: string, sender: string) => string
    button: string
    doneTitle: string
    doneText: (email: string, sender: string) => string
    toPreferences: string
  }
  confirmSignUp: {
    title: string
    text: (email: string, sender: string) => string
    button: string
    doneTitle: string
    doneText: (sender: string) => string
  }
  form: {
    email: string
    optional: string
    topics: string
    submit: string
    thanksTitle: string
    thanksText: string
    checkMailTitle: string
    checkMailText: string
    goOn: string
    checkAgain: string
    missing: (label: string) => string
    wrong: (label: string) => string
    closedTitle: string
    closedText: string
    elsewhereTitle: string
    /** null: the browser does not say from where. */
    elsewhereText: (origin: string | null) => string
    elsewhereButton: string
    leaveEmpty: string
  }
  unsubscribe: {
    askTitle: string
    askText: (email: string, sender: string) => string
    button: string
    doneTitle: string
    alreadyText: (email: string, sender: string) => string
    doneText: (email: string, sender: string) => string
    /** For a message about a topic: leaves that alone. */
    topicButton: (topic: string) => string
    less: string
  }
  mail: {
    hello: (name: string | null) => string
    addressSubject: (sender: string) => string
    addressText: (email: string, sender: string) => string
    addressButton: string
    movedSubject: (sender: string) => string
    movedText: (from: string, to: string, sender: string) => string
    movedButton: string
    signUpSubject: (sender: string) => string
    signUpText: (email: string, sender: string) => string
    signUpButton: string
    /** `until` is when the link ends. */
    validUntil: (until: string) => string
    notYou: string
  }
}
