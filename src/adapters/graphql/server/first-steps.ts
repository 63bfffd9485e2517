/** What the explorer shows at first: a customer's way from registration to a settled call, one operation at a time. */
export const firstSteps = `# 专线 Zhuanxian: from registration to a settled call.
# Put the cursor into an operation and press Ctrl-Enter (or choose it at "Send").
# With the sandbox, SMS codes arrive on the sandbox's own page, one port further on.

mutation Step1_RequestCode {
  requestCode(input: { mobile: "13900000001", purpose: REGISTRATION }) {
    __typename
    ... on Rejection { code message retryAt }
  }
}

mutation Step2_RegisterAccount {
  registerAccount(
    input: {
      email: "owner@example.com"
      password: "ten or more characters"
      company: "Example Ltd"
      mobile: "13900000001"
      code: "000000"
      acceptsTerms: true
    }
  ) {
    ... on RegisterAccountSuccess { account { id } }
    ... on Rejection { code message }
  }
}

# Then: top right, "No environment", "Environments...", and put the accessToken there: { "token": "..." }.
# All that follows is sent with it, subscriptions too.
mutation Step3_SignIn {
  signIn(input: { email: "owner@example.com", password: "ten or more characters" }) {
    ... on SignInSuccess { tokens { accessToken accessExpires } }
    ... on Rejection { code message }
  }
}

mutation Step4_CreateApp {
  createApp(input: { name: "First app" }) {
    ... on CreateAppSuccess { app { id appKey callbackUrl } appSecret }
    ... on Rejection { code message }
  }
}

mutation Step5_TopUp {
  topUp(input: { amount: "1000.00", idempotencyKey: "my first top-up" }) {
    ... on TopUpSuccess { topUp { status amount } }
    ... on Rejection { code message }
  }
}

mutation Step6_EnableService {
  enableService(input: { appId: "PUT THE APP'S ID HERE" }) {
    ... on EnableServiceSuccess { app { service } }
    ... on Rejection { code message }
  }
}

# In the sandbox 1380000dddd talks for dddd seconds: this one for 61, which are two started minutes.
mutation Step7_StartCall {
  startCall(
    input: {
      appId: "PUT THE APP'S ID HERE"
      caller: "13900000001"
      callee: "13800000061"
      idempotencyKey: "my first call"
    }
  ) {
    ... on StartCallSuccess { call { id status grantedSeconds reservation } }
    ... on Rejection { code message retrySafe retryAt }
  }
}

subscription Step8_WatchIt {
  callUpdated(id: "PUT THE CALL'S ID HERE") {
    cursor
    version
    at
    call { status talkSeconds charge endedBy }
    cost { minutes cost minutesLeft }
  }
}

query Step9_WhatIsLeft {
  account { balance reserved available minutesLeft remainder }
  ledger(first: 5) { edges { node { kind amount balanceAfter } } }
}
`;
