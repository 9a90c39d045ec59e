"""What ux.md 3 says, word for word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the screen says."""

    browser: str
    email: str
    password: str
    go_on: str
    title: str
    open_app: str
    code: str
    hint: str
    confirm: str
    checking: str
    incomplete: str
    wrong: str
    attempts: tuple[str, str, str]
    just_expired: str
    already_used: str
    network: str
    send: str
    sent: str
    resend_in: str
    resend: str
    can_resend: str
    limited: str
    no_mail: str
    email_expired: str
    email_used: str
    cannot: str
    cannot_either: str
    other_account: str
    turned_off: str
    signed_in: str
    ends: str
    sign_out: str
    signed_out: str


ENGLISH = Words(
    browser="en-US",
    email="Email",
    password="Password",
    go_on="Continue",
    title="Verify it’s you",
    open_app="Open your authenticator app and enter the code for Demo Application.",
    code="6-digit code",
    hint="A complete code is checked at once. After an error, press Confirm.",
    confirm="Confirm",
    checking="Checking…",
    incomplete="Enter all 6 digits.",
    wrong="That code didn’t work.",
    attempts=(
        "That code didn’t work. 3 attempts left before a 1-hour lock.",
        "That code didn’t work. 2 attempts left before a 1-hour lock.",
        "That code didn’t work. 1 attempt left before a 1-hour lock.",
    ),
    just_expired="That code has just expired. Enter the new one.",
    already_used="That code was already used. Wait for the next one.",
    network="Can’t reach the server. Your entries are kept. Try again.",
    send="Send code",
    sent="We sent a code to a•••@example.com. It works for 10 minutes.",
    resend_in="Resend in 0:",
    resend="Resend code",
    can_resend="You can request a new code.",
    limited="That’s too many requests. Wait until you can request the next code.",
    no_mail="We couldn’t send the email. Contact your administrator. (ref ABC123)",
    email_expired="That code has expired. Request a new one.",
    email_used="That code was already used. Request a new one.",
    cannot="Can’t use it? Ask your administrator to reset it.",
    cannot_either="Can’t use either method? Ask your administrator to reset it.",
    other_account="Use a different account",
    turned_off="That way to verify has just been turned off. Use the one below.",
    signed_in="You are signed in",
    ends=r"^1[123] Nov 2030, \d\d:42$",
    sign_out="Sign out",
    signed_out="You are signed out.",
)
CHINESE = Words(
    browser="zh-CN",
    email="邮箱",
    password="密码",
    go_on="继续",
    title="验证您的身份",
    open_app="打开身份验证器应用，输入 Demo Application 的验证码。",
    code="6 位验证码",
    hint="验证码输入完整后会自动验证。出错后请点击“确认”。",
    confirm="确认",
    checking="正在验证…",
    incomplete="请输入完整的 6 位数字。",
    wrong="验证码不正确。",
    attempts=(
        "验证码不正确，再错 3 次账号将锁定 1 小时。",
        "验证码不正确，再错 2 次账号将锁定 1 小时。",
        "验证码不正确，再错 1 次账号将锁定 1 小时。",
    ),
    just_expired="验证码刚刚过期，请输入新的验证码。",
    already_used="该验证码已使用，请等待下一个。",
    network="无法连接服务器，已保留您的输入，请重试。",
    send="发送验证码",
    sent="验证码已发送至 a•••@example.com，10 分钟内有效。",
    resend_in="秒后可重新发送",
    resend="重新发送验证码",
    can_resend="现在可以重新发送验证码。",
    limited="请求过于频繁，请稍后再获取验证码。",
    no_mail="邮件发送失败，请联系管理员。（编号 ABC123）",
    email_expired="验证码已过期，请重新获取。",
    email_used="该验证码已使用，请重新获取。",
    cannot="无法使用？请联系管理员重置。",
    cannot_either="无法使用以上方式？请联系管理员重置。",
    other_account="使用其他账号",
    turned_off="该验证方式刚刚被关闭，请使用以下方式。",
    signed_in="您已登录",
    ends=r"^2030年11月1[123]日 \d\d:42$",
    sign_out="退出登录",
    signed_out="您已退出登录。",
)
