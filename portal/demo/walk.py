"""One dossier's walk, by the same actions that people drive, at the moments of the story."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from dossiers.actions.attach import attach
from dossiers.actions.decide import decide, halt, reopen
from dossiers.actions.file import file
from dossiers.actions.hand_over import hand_over, hand_over_online
from dossiers.actions.propose import propose, send_back
from dossiers.actions.receive import receive
from dossiers.actions.refuse import refuse
from dossiers.actions.request_supplement import request_supplement
from dossiers.actions.save_answers import save_answers, save_delivery
from dossiers.actions.start_processing import start_processing
from dossiers.actions.supply import supply
from dossiers.actions.withdrawal import (
    confirm_withdrawal,
    decline_withdrawal,
    request_withdrawal,
)
from dossiers.clock.calendar import WorkingCalendar
from dossiers.models import Dossier
from dossiers.states import State
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.settle_attempt import settle_attempt
from payments.providers.base import Report, Standing
from payments.queries import obligation_of
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.demo.answering import answers_for
from portal.demo.people import Desk
from portal.demo.stories import Story
from portal.demo.tills import Tills
from portal.shared import clock
from services.binding import binding

CALENDAR = WorkingCalendar()
JUST_NOW = timedelta(minutes=20)
APPROVED = (
    "Qua tra cứu, xác minh, hồ sơ đủ điều kiện giải quyết theo quy định. Đồng ý cấp kết quả cho "
    "người yêu cầu."
)
REJECTED = "Hồ sơ không đủ điều kiện giải quyết theo quy định; thông tin kê khai không khớp."


class Walk:
    """Drives one dossier; every step happens some working hours after the one before."""

    def __init__(
        self,
        random: Random,
        story: Story,
        owner: Citizen,
        desk: Desk,
        tills: Tills,
        paper: bytes,
    ) -> None:
        self._random = random
        self._story = story
        self._owner = owner
        self._citizen = Actor.of_citizen(owner)
        self._desk = desk
        self._tills = tills
        self._officer = random.choice(desk.officers)
        self._paper = paper
        self._at = clock.now()
        self._end = clock.now()
        self._code = ""
        self._dossier = Dossier()

    def go(self, start: Callable[[], Dossier], by: Actor) -> Iterator[datetime]:
        """Start the draft, file it and take every step of the story that still lies in the past.

        The moment of each comes first, so that the steps of all dossiers are taken in order."""
        at_the_counter = by.role == Role.CLERK
        self._at = self._filing_moment()
        if at_the_counter:
            self._at = self._while_it_is_open(self._at)
        yield self._at
        with clock.pinned(self._at):
            draft = start()
            self._fill_in(draft, by)
            self._dossier = file(actor=by, key=draft.key)
        self._code = str(self._dossier.code)
        if "unpaid" in self._story.steps:
            return
        if self._dossier.state == State.PAYMENT_REQUIRED:
            self._at += timedelta(minutes=self._random.randrange(2, 9))
            yield self._at
            if at_the_counter:
                with clock.pinned(self._at):
                    self._tills.take(self._desk.clerk, self._code)
            else:
                self._pay()
        for step in self._story.steps:
            if not self._move_on():
                return
            yield self._at
            with clock.pinned(self._at):
                getattr(self, step)()

    def receive(self) -> None:
        """The clerk receives; a fee at the counter is paid then."""
        receive(actor=self._desk.clerk, code=self._code)
        if Dossier.objects.get(code=self._code).is_unpaid:
            self._tills.take(self._desk.clerk, self._code)

    def start(self) -> None:
        """An officer takes it."""
        start_processing(actor=self._officer, code=self._code)

    def propose(self) -> None:
        """The officer proposes approval."""
        propose(actor=self._officer, code=self._code, outcome="approved", text=APPROVED)

    def propose_rejection(self) -> None:
        """The officer proposes rejection."""
        propose(actor=self._officer, code=self._code, outcome="rejected", text=REJECTED)

    def send_back(self) -> None:
        """The leader returns the proposal."""
        send_back(
            actor=self._desk.leader, code=self._code, comment="Ghi rõ căn cứ pháp lý của kết quả."
        )

    def decide(self) -> None:
        """The leader decides; an online result reaches the citizen at once."""
        decide(actor=self._desk.leader, code=self._code)
        if "reopen" not in self._story.steps:
            hand_over_online(dossier_id=self._dossier.pk)

    def hand_over(self) -> None:
        """The clerk hands over what is not received online."""
        if Dossier.objects.filter(code=self._code, state=State.COMPLETED).exists():
            hand_over(actor=self._desk.clerk, code=self._code)

    def supplement(self) -> None:
        """The clerk asks for a better copy."""
        self._ask(self._desk.clerk)

    def supplement_by_officer(self) -> None:
        """The officer asks."""
        self._ask(self._officer)

    def supply(self) -> None:
        """The citizen gives it."""
        supply(actor=self._citizen, code=self._code, answer="Tôi đã gửi lại bản chụp rõ hơn.")

    def withdraw(self) -> None:
        """The citizen asks to withdraw."""
        request_withdrawal(
            actor=self._citizen, code=self._code, reason="Tôi nộp nhầm thủ tục, xin rút hồ sơ."
        )

    def confirm_withdrawal(self) -> None:
        """The clerk agrees."""
        confirm_withdrawal(actor=self._desk.clerk, code=self._code)

    def decline_withdrawal(self) -> None:
        """The clerk does not agree."""
        decline_withdrawal(
            actor=self._desk.clerk, code=self._code, reason="Hồ sơ đã được chuyển xử lý."
        )

    def refuse(self) -> None:
        """The clerk refuses."""
        refuse(
            actor=self._desk.clerk,
            code=self._code,
            reason="Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan.",
        )

    def halt(self) -> None:
        """The officer stops."""
        halt(actor=self._officer, code=self._code, reason="Trùng với hồ sơ đã nộp trước đó.")

    def reopen(self) -> None:
        """The leader takes the decision back."""
        reopen(actor=self._desk.leader, code=self._code, reason="Phát hiện sai sót trong nội dung.")

    def _ask(self, actor: Actor) -> None:
        papers = binding(self._dossier.revision_id).requirements
        request_supplement(
            actor=actor,
            code=self._code,
            what="Bản chụp giấy tờ rõ nét, đủ các trang.",
            why="Ảnh chụp bị mờ, không đọc được thông tin.",
            requirement_keys=[papers[0].key] if papers else [],
        )

    def _filing_moment(self) -> datetime:
        least, most = self._story.days_ago
        hours = self._random.uniform(least * 24, most * 24 + 1) if most else 1.0
        return min(self._end - timedelta(hours=hours), self._end - JUST_NOW)

    def _while_it_is_open(self, moment: datetime) -> datetime:
        """A moment soon after at which the counter is open, or the last one that is not to come."""
        minutes = self._random.randrange(1, 200)
        while (then := CALENDAR.add_working_minutes(moment, minutes)) > self._end - JUST_NOW:
            moment -= timedelta(hours=6)
        return then

    def _fill_in(self, draft: Dossier, by: Actor) -> None:
        bound = binding(draft.revision_id)
        answers = answers_for(bound.eform, self._owner, self._random, draft.answers)
        save_answers(actor=by, key=draft.key, typed=answers)
        channels = draft.revision.return_channels
        save_delivery(actor=by, key=draft.key, return_channel=self._random.choice(channels))
        for paper in bound.requirements:
            if paper.required:
                upload = SimpleUploadedFile("ban-chup.pdf", self._paper, "application/pdf")
                attach(actor=by, key=draft.key, requirement_key=paper.key, upload=upload)

    def _pay(self) -> None:
        obligation = obligation_of(self._dossier.subject)
        assert obligation is not None
        with clock.pinned(self._at):
            attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="/me/")
            settle_attempt(
                attempt=attempt,
                report=Report(
                    standing=Standing.PAID,
                    attempt_key=str(attempt.key),
                    reference=f"cs_demo_{attempt.key.hex}",
                    payment_reference=f"pi_demo_{attempt.key.hex}",
                    amount=attempt.amount_vnd,
                    currency="vnd",
                    declined=False,
                ),
            )

    def _move_on(self) -> bool:
        """Go on by some working hours; False when that would lie in the future."""
        hours = self._random.uniform(*self._story.pace)
        then = CALENDAR.add_working_minutes(self._at, int(hours * 60))
        if then > self._end:
            return False
        self._at = then
        return True
