"""Banks of no real country."""

BANKS = {
    "SONGTHU": "Ngân hàng Sông Thu",
    "NGUHANH": "Ngân hàng Ngũ Hành",
    "CAMTHANH": "Ví điện tử Cẩm Thanh",
}
