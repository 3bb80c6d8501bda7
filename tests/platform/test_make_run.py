"""The whole demo: it says when it is ready, outlives its processes, and stops cleanly."""

import re

import psutil
import pytest

from tests.platform.demo import answers, until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("make_run")]

MEGABYTE = 1024 * 1024


def test_everything_answers_when_it_says_so(demo):
    for name in ("WEB", "NATIONAL", "SANDBOX", "PLATFORM", "TRUST", "MAILBOX"):
        assert answers(demo.ports[name]), name
        assert f"http://127.0.0.1:{demo.ports[name]}" in demo.said()
    assert answers(demo.ports["WEB"], "/health/ready")
    for person in ("tra", "clerk", "officer", "leader", "admin", "auditor", "clerk.tamtien"):
        assert f"{person}@motcua.example" in demo.said()
    assert "Traceback" not in demo.said()


def test_it_fits_into_a_small_machine(demo):
    for _ in range(20):
        answers(demo.ports["WEB"], "/services/")
    everything = [demo.process, *demo.process.children(recursive=True)]
    total = sum(process.memory_full_info().pss for process in everything) / MEGABYTE
    web = [process.memory_full_info().pss / MEGABYTE for process in demo.find("portal.wsgi")]
    assert total < 800, total  # the embedded server, which is not counted here, takes up to 100
    assert len(web) == 3  # granian itself and its two workers
    assert max(web) < 150, web


def test_a_killed_web_process_comes_back(demo):
    main = min(demo.find("portal.wsgi"), key=lambda process: process.create_time())
    for process in demo.find("portal.wsgi"):
        process.kill()
    until(lambda: answers(demo.ports["WEB"], "/health/ready"))
    assert not main.is_running()


def test_a_stand_in_stays_stopped_until_somebody_starts_it(demo):
    for process in demo.find("outside.mailbox"):
        process.terminate()
    until(lambda: "make mailbox" in demo.said())
    assert not answers(demo.ports["MAILBOX"])
    demo.start_by_hand("mailbox")
    until(lambda: answers(demo.ports["MAILBOX"]))
    assert answers(demo.ports["WEB"], "/health/ready")


def test_it_stops_cleanly_and_starts_again_with_its_data(demo):
    children = demo.process.children(recursive=True)
    assert demo.stop() == 0
    _, alive = psutil.wait_procs(children, timeout=60)
    assert alive == []
    demo.start()
    assert re.search(r"Data present", demo.said())
