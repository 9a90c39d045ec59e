"""What ux.md 2 says, word for word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the screen says."""

    browser: str
    email: str
    password: str
    go_on: str
    title: str
    tabbed_title: str
    scan: str
    apps: str
    qr_code: str
    trouble: str
    copy: str
    copied: str
    from_app: str
    from_email: str
    open_in_app: str
    show_qr_code: str
    resend_in: str
    resend: str
    confirm: str
    no_mail: str
    wrong: str
    wrong_email: str
    last_attempts: str
    clock_off: str
    expired: str
    new_qr_code: str
    delete_earlier: str


ENGLISH = Words(
    browser="en-US",
    email="Email",
    password="Password",
    go_on="Continue",
    title="Set up your authenticator app",
    tabbed_title="Verify it’s you",
    scan="Scan with your authenticator app",
    apps="Google, Microsoft or Tencent Authenticator",
    qr_code="QR code for Demo Application",
    trouble="Having trouble scanning?",
    copy="Copy key",
    copied="Copied",
    from_app="Enter the code from the app",
    from_email="Enter the code we emailed to a•••@example.com",
    open_in_app="Open in an authenticator app",
    show_qr_code="Show QR code",
    resend_in="Resend in",
    resend="Resend code",
    confirm="Confirm",
    no_mail="We couldn’t send the email. Contact your administrator. (ref ABC123)",
    wrong="That code didn’t work.",
    wrong_email="That code from the email didn’t work.",
    last_attempts="That code didn’t work. 2 attempts left before a 1-hour lock.",
    clock_off="Your code was right for a time 3 minutes from now. Set your phone’s clock to automatic.",
    expired="This setup expired. Get a new QR code.",
    new_qr_code="Get a new QR code",
    delete_earlier="Delete the earlier Demo Application entry in your app.",
)
CHINESE = Words(
    browser="zh-CN",
    email="邮箱",
    password="密码",
    go_on="继续",
    title="绑定身份验证器",
    tabbed_title="验证您的身份",
    scan="用身份验证器应用扫描",
    apps="Google Authenticator、Microsoft Authenticator 或腾讯身份验证器",
    qr_code="Demo Application 的二维码",
    trouble="无法扫描？",
    copy="复制密钥",
    copied="已复制",
    from_app="输入应用中显示的验证码",
    from_email="输入发送至 a•••@example.com 的验证码",
    open_in_app="在身份验证器应用中打开",
    show_qr_code="显示二维码",
    resend_in="后可重新发送",
    resend="重新发送验证码",
    confirm="确认",
    no_mail="邮件发送失败，请联系管理员。（编号 ABC123）",
    wrong="验证码不正确。",
    wrong_email="邮件中的验证码不正确。",
    last_attempts="验证码不正确，再错 2 次账号将锁定 1 小时。",
    clock_off="您的手机时间与服务器相差约 3 分钟，请将手机时间设为自动。",
    expired="绑定已过期，请获取新的二维码。",
    new_qr_code="获取新的二维码",
    delete_earlier="请在应用中删除之前的 Demo Application 条目。",
)
