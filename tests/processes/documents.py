"""The GraphQL documents of a stranger who has read schema.graphql."""

LOCKED = "... on AccountLocked { lockedUntil retryAfter }"
COMPLETED = "... on LoginCompleted { accessToken idToken amr user { id email } }"
PENDING = "... on LoginChallenge { token attemptsRemaining methods { kind bound maskedEmail } }"
ERROR = "... on UserError { message }"

LOGIN_STEPS = {
    "startLogin": (
        "StartLoginInput",
        f"{PENDING} {COMPLETED} {LOCKED} {ERROR}",
    ),
    "beginOtpBinding": ("ChallengeInput", f"... on OtpEnrollment {{ secret otpauthUri qrCode }} {ERROR}"),
    "sendEmailCode": (
        "ChallengeInput",
        f"... on EmailCodeSent {{ maskedEmail resendAt }} ... on RateLimited {{ retryAt }} {ERROR}",
    ),
    "confirmOtpBinding": (
        "ConfirmOtpBindingInput",
        f"{COMPLETED} {LOCKED} ... on InvalidCode {{ attemptsRemaining wrongCodes }} {ERROR}",
    ),
    "verifyFactor": (
        "VerifyFactorInput",
        f"{COMPLETED} {LOCKED} ... on InvalidCode {{ attemptsRemaining reason }} {ERROR}",
    ),
}
ADMINISTRATION = {
    "createApplication": ("CreateApplicationInput", "... on ApplicationCreated { application { id } }"),
    "saveLogo": ("SaveLogoInput", "... on LogoRefused { fault found }"),
    "createApiToken": ("CreateApiTokenInput", "... on ApiTokenCreated { secret }"),
    "createUser": ("CreateUserInput", "... on UserCreated { user { id } }"),
    "toggleFactor": ("ToggleFactorInput", ""),
    "saveFactors": ("SaveFactorsInput", ""),
    "unlockUser": ("UnlockUserInput", ""),
    "setUserRole": ("SetUserRoleInput", ""),
    "resetOtp": ("ResetOtpInput", ""),
    "setMfaBypass": ("SetMfaBypassInput", ""),
    "setUserApplications": ("SetUserApplicationsInput", ""),
    "deleteUser": ("DeleteUserInput", ""),
    "eraseUser": ("EraseUserInput", "... on UserErased { erasedEvents }"),
}
STEPPING_UP = "mutation { beginStepUp { __typename ... on LoginChallenge { token } } }"
PASSWORDS = {
    "changePassword": ("ChangePasswordInput", ERROR),
    "requestPasswordReset": ("RequestPasswordResetInput", ERROR),
    "resetPassword": ("ResetPasswordInput", ERROR),
}


def mutation(name: str) -> str:
    """The document of one mutation with the variable `input`."""
    shape, fields = (LOGIN_STEPS | PASSWORDS | ADMINISTRATION)[name]
    return f"mutation ($input: {shape}!) {{ {name}(input: $input) {{ __typename {fields} }} }}"


VIEWER = "{ viewer { email } }"
SIGN_OUT = "mutation { signOut { ok } }"
USER = """query ($id: ID!) {
  user(id: $id) { email role failedAttempts lockedUntil bindings { kind } }
}"""
EVENTS = """query ($after: String, $filter: AuditEventFilter) {
  auditEvents(first: 100, after: $after, filter: $filter) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { type result failureReason occurredAt userEmail ip country userAgent actor { email } } }
  }
}"""
