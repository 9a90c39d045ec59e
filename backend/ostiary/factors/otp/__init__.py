"""The OTP factor: RFC 6238 time-based one-time passwords."""
