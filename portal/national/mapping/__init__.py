"""From our words to the wire of the national portal (QCVN 120:2019/BTTTT, as live systems send it).

The only place that knows both; another national interface is another package beside this one.
"""
