"""What ux.md 1 says, word for word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the screen says."""

    browser: str
    lang: str
    title: str
    email: str
    password: str
    show: str
    go_on: str
    checking: str
    incorrect: str
    network: str
    fault: str
    limited: str
    email_missing: str
    password_missing: str
    no_address: str
    no_application: str
    unreachable: str
    retry: str
    other_language: str


ENGLISH = Words(
    browser="en-US",
    lang="en",
    title="Sign in to Demo Application",
    email="Email",
    password="Password",
    show="Show password",
    go_on="Continue",
    checking="Checking…",
    incorrect="Email or password is incorrect.",
    network="Can’t reach the server. Your entries are kept. Try again.",
    fault="Something went wrong on our side. Your entries are kept. Try again. (ref 0123abcd)",
    limited="Too many attempts. Try again in 1:30.",
    email_missing="Enter your email.",
    password_missing="Enter your password.",
    no_address="This address is incomplete",
    no_application="No such application",
    unreachable="Can’t reach the server",
    retry="Try again",
    other_language="简体中文",
)
CHINESE = Words(
    browser="zh-CN",
    lang="zh-CN",
    title="登录 Demo Application",
    email="邮箱",
    password="密码",
    show="显示密码",
    go_on="继续",
    checking="正在验证…",
    incorrect="邮箱或密码不正确。",
    network="无法连接服务器，已保留您的输入，请重试。",
    fault="服务器出现问题，已保留您的输入，请重试。（编号 0123abcd）",
    limited="尝试次数过多，请在 1:30 后重试。",
    email_missing="请输入邮箱。",
    password_missing="请输入密码。",
    no_address="地址不完整",
    no_application="应用不存在",
    unreachable="无法连接服务器",
    retry="重试",
    other_language="English",
)
