"""The form with a session login (QCVN 120:2019/BTTTT as live systems speak it): one address, the
call named in `service`. It has no keys; a step that equals the last one taken in is already here.
"""
