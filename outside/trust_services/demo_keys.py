"""`python -m outside.trust_services.demo_keys --data … --port … --trusted …`: what the demo needs
before anything runs: the certificates of root and issuing authority among those that the portal
knows, and the keys of the demo's clerks, leaders and agencies as `<data>/demo/<name>.p12`."""

import argparse
from pathlib import Path

from outside.trust_services.authority import Authority, Wanted
from outside.trust_services.register import OUR_CA

PASSPHRASE = "123456"  # noqa: S105 - the demo's PIN, printed where it is asked for
_CENTRE = "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam"
_JUSTICE = "Sở Tư pháp"
_TAM_TIEN = "Ủy ban nhân dân xã Tam Tiến"
# Personal keys by the key of the member of staff, seals by what stamps.
HOLDERS = {
    "clerk": Wanted("Lê Thị Hoa", _CENTRE),
    "clerk_tamtien": Wanted("Ngô Thị Mỹ", _TAM_TIEN),
    "leader": Wanted("Võ Đình Sơn", _JUSTICE),
    "leader_motcua": Wanted("Nguyễn Hữu Thành", _CENTRE),
    "seal_justice": Wanted(_JUSTICE, _JUSTICE),
    "seal_centre": Wanted(_CENTRE, _CENTRE),
    "seal_tamtien": Wanted(_TAM_TIEN, _TAM_TIEN),
}


def main() -> None:
    """Make what is missing; what is there stays."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--data", type=Path, required=True)
    reader.add_argument("--port", type=int, default=8180)
    reader.add_argument("--trusted", type=Path, required=True)
    given = reader.parse_args()
    authority = Authority(given.data, f"http://127.0.0.1:{given.port}")
    between = given.trusted / "intermediates"
    between.mkdir(parents=True, exist_ok=True)
    (given.trusted / "demo-root.pem").write_bytes(authority.certificate_pem("root"))
    (between / "demo-issuing.pem").write_bytes(authority.certificate_pem(OUR_CA))
    make_demo_keys(authority, given.data / "demo")


def make_demo_keys(authority: Authority, folder: Path) -> None:
    """One PKCS#12 file for each holder, protected by PASSPHRASE."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, wanted in HOLDERS.items():
        file = folder / f"{name}.p12"
        if not file.exists():
            holder = authority.issue(wanted)
            file.touch(mode=0o600)
            file.write_bytes(authority.pkcs12(holder.label, PASSPHRASE))


if __name__ == "__main__":
    main()
