"""How often a job that must not be lost is tried again."""

from procrastinate import RetryDecision
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy

LONGEST_PAUSE_SECONDS = 600


class Patient(BaseRetryStrategy):
    """For ever, after 2, 4, 8, ... seconds, at most ten minutes apart.

    For what fails because somebody else is down (mail, payment provider): giving up after so
    many tries would lose it, and nobody would know.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """Never None: the job is never given up."""
        pause = min(2 ** min(job.attempts + 1, 16), LONGEST_PAUSE_SECONDS)
        return RetryDecision(retry_in={"seconds": pause})


PATIENT = Patient()
