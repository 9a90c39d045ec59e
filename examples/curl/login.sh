#!/usr/bin/env bash
# A login by email code with nothing but bash and curl: EMAIL=… PASSWORD=… login.sh
#
# Answers are picked apart with grep, which is enough for values without quotes; programs parse JSON.
# The code is read from the demo's mailbox, which no other installation has.
set -euo pipefail
URL=${OSTIARY_URL:-http://127.0.0.1:8000}

# escaped TEXT: as the inside of a JSON string; a password may hold quotes and backslashes.
escaped() { printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'; }

# ask MUTATION INPUT_TYPE INPUT SELECTION: one mutation. The body is read from standard input, so that no
# password is seen in the list of processes.
ask() {
  curl -sS "$URL/graphql" -H 'Content-Type: application/json' -d @- <<BODY
{"query": "mutation(\$input: $2) { $1(input: \$input) { __typename ... on UserError { message } $4 } }",
 "variables": {"input": $3}}
BODY
}

# pick NAME: the first text of that name in the answer on standard input; nothing where there is none.
pick() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4 || true; }

# expect TYPE ANSWER: pass the answer on, or say what came instead and end.
expect() {
  if [ "$(pick __typename <<<"$2")" != "$1" ]; then
    echo "Expected $1, got: $2" >&2
    exit 1
  fi
  printf '%s' "$2"
}

# 1. The password. The challenge's token is the login: keep it to yourself.
input="{\"clientId\": \"demo\", \"email\": \"$(escaped "$EMAIL")\", \"password\": \"$(escaped "$PASSWORD")\"}"
answer=$(ask startLogin 'StartLoginInput!' "$input" '... on LoginChallenge { token }')
challenge=$(expect LoginChallenge "$answer" | pick token)

# 2. The code, by mail. Its subject begins with the six digits; the mailbox lists the newest first.
answer=$(ask sendEmailCode 'ChallengeInput!' "{\"challenge\": \"$challenge\"}" '... on EmailCodeSent { expiresAt }')
echo "A code was mailed, good until $(expect EmailCodeSent "$answer" | pick expiresAt)"
code=$(curl -sS "$URL/mailbox.json" | grep -o "\"to\":\"$EMAIL\",\"subject\":\"[0-9]*" | head -n 1 | grep -o '[0-9]*$')

# 3. A wrong code is an answer and not an error: it is charged, and says how many are left.
input="{\"challenge\": \"$challenge\", \"kind\": \"EMAIL\", \"code\": \"wrong\"}"
answer=$(ask verifyFactor 'VerifyFactorInput!' "$input" '... on InvalidCode { reason }')
echo "A wrong code: $(expect InvalidCode "$answer" | pick reason)"

# 4. The right one completes the login.
input="{\"challenge\": \"$challenge\", \"kind\": \"EMAIL\", \"code\": \"$code\"}"
answer=$(ask verifyFactor 'VerifyFactorInput!' "$input" '... on LoginCompleted { accessToken idToken amr }')
token=$(expect LoginCompleted "$answer" | pick accessToken)

# 5. Who is that? And good-bye.
call() {
  curl -sS "$URL/graphql" -H 'Content-Type: application/json' -H @<(printf 'Authorization: Bearer %s' "$token") \
    -d "{\"query\": \"$1\"}"
}
echo "Signed in: $(call '{ viewer { email } }' | pick email)"
call 'mutation { signOut { ok } }' >/dev/null
