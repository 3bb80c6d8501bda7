"""The national payment platform (Hệ thống hỗ trợ thanh toán trực tuyến of the national portal), or
the stand-in outside/payment_platform. What is known of its messages and what is our reading is
told apart in docs/payment-platform.md."""
